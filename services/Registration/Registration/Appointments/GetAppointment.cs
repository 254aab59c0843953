using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>Staff see for when and for whom an appointment is kept; ids only. The ETag is its version.</summary>
public static class GetAppointment
{
    /// <param name="DoctorId">Whose time is kept; while only requested, the doctor wished for.</param>
    /// <param name="DoctorNamed">False when any doctor of the department will do, and the triage book decides on arrival.</param>
    /// <param name="StartsAt">While only requested, the time wished for.</param>
    /// <param name="NoticeDueAt">Since when the client waits to be told.</param>
    /// <param name="NoShowDueAt">Until when the client is waited for.</param>
    /// <param name="MinutesLate">Every minute begun after the time kept; nothing before the client came.</param>
    /// <param name="ClientName">Masked; in lists only.</param>
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        Guid ClientId,
        Guid? EngagementId,
        [Place] Guid DepartmentId,
        [Employee] Guid? DoctorId,
        bool DoctorNamed,
        [Place] Guid? RoomId,
        DateOnly Day,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        AppointmentState Status,
        RequestChannel Channel,
        VisitType? Type,
        DateTimeOffset? HeldUntil,
        DateTimeOffset? NoticeDueAt,
        DateTimeOffset? NoShowDueAt,
        string? ReasonCode,
        Guid? VisitId,
        int? MinutesLate,
        string? ClientName = null
    );

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments.MapGet("{appointmentId:guid}", Handle).Needs(Rights.ReadVisits).WithSummary("One appointment");

    internal static Response Answer(Appointment appointment) =>
        new(
            appointment.Id,
            appointment.BranchId,
            appointment.ClientId,
            appointment.EngagementId,
            appointment.DepartmentId,
            appointment.DoctorId,
            appointment.DoctorNamed,
            appointment.RoomId,
            appointment.Day,
            appointment.StartsAt,
            appointment.EndsAt,
            appointment.State,
            appointment.Channel,
            appointment.ExpectedType,
            appointment.Deadlines.HeldUntil,
            appointment.Deadlines.NoticeDueAt,
            appointment.Deadlines.NoShowDueAt,
            appointment.ReasonCode,
            appointment.Attendance.VisitId,
            appointment.Attendance.MinutesAfter(appointment.StartsAt)
        );

    internal static Response Answer(Appointment appointment, HttpContext http)
    {
        IfMatch.Tell(http.Response, appointment);
        return Answer(appointment);
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid appointmentId,
        HttpContext http,
        RegistrationDb db,
        CancellationToken stop
    ) =>
        await db.Appointments.FindAsync([appointmentId], stop) is { } appointment
            ? TypedResults.Ok(Answer(appointment, http))
            : Refusal.NotFound.AsProblem();
}
