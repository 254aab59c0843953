using Clinic.Registration.Appointments;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.ComplaintFlags;
using Clinic.Registration.ClientRecords.Consents;
using Clinic.Registration.Visits;

namespace Clinic.Registration.WholeRecord.History;

/// <summary>What an entry of a client's history is about.</summary>
public enum HistoryKind
{
    Visit,
    Appointment,
    Consent,
    Complaint,
    ReturnVisit,
}

/// <summary>
/// One thing of a client's history, by ids and codes. Of a complaint there is no more than that it was filed and how it stands.
/// </summary>
/// <param name="At">
/// The arrival of a visit, the time of an appointment, when a consent was given or a complaint filed, the day of a return visit.
/// </param>
/// <param name="Status">The state of the visit, the appointment or the complaint; Standing or Withdrawn; Due or Overdue.</param>
/// <param name="Consent">Of a consent, to what.</param>
/// <param name="AppointmentId">Of a visit, the appointment it was for.</param>
/// <param name="EngagementId">The accompanied visit that a visit or an appointment belongs to.</param>
public sealed record HistoryEntry(
    DateTimeOffset At,
    HistoryKind Kind,
    Guid Id,
    [Place] Guid BranchId,
    [Place] Guid? DepartmentId,
    [Employee] Guid? DoctorId,
    string Status,
    ConsentKind? Consent = null,
    Guid? AppointmentId = null,
    Guid? EngagementId = null
)
{
    internal static HistoryEntry Of(Visit visit) =>
        new(
            visit.ArrivedAt,
            HistoryKind.Visit,
            visit.Id,
            visit.BranchId,
            visit.DepartmentId,
            visit.DoctorId,
            visit.State.ToString(),
            AppointmentId: visit.AppointmentId,
            EngagementId: visit.EngagementId
        );

    internal static HistoryEntry Of(Appointment appointment) =>
        new(
            appointment.StartsAt,
            HistoryKind.Appointment,
            appointment.Id,
            appointment.BranchId,
            appointment.DepartmentId,
            appointment.DoctorId,
            appointment.State.ToString(),
            EngagementId: appointment.EngagementId
        );

    internal static HistoryEntry Of(ClientConsent consent) =>
        new(
            consent.GivenAt,
            HistoryKind.Consent,
            consent.Id,
            consent.BranchId,
            null,
            null,
            consent.WithdrawnAt is null ? "Standing" : "Withdrawn",
            consent.Kind
        );

    internal static HistoryEntry Of(ComplaintFlag flag) =>
        new(flag.FiledAt!.Value, HistoryKind.Complaint, flag.Id, flag.BranchId, null, null, flag.State.ToString());

    /// <summary>The client is to come again, as was said at a visit.</summary>
    internal static HistoryEntry ReturnAfter(Visit visit, DateTimeOffset day, bool isOver) =>
        new(
            day,
            HistoryKind.ReturnVisit,
            visit.Id,
            visit.BranchId,
            visit.DepartmentId,
            visit.DoctorId,
            isOver ? "Overdue" : "Due",
            EngagementId: visit.EngagementId
        );
}
