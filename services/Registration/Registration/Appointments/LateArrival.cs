using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// A client who is checked in shortly after a no-show was noted has come after all: the no-show is taken back in the same act, and
/// nobody waits for the client again. What followed from it is undone by <c>AppointmentNoShowReversed</c>.
/// </summary>
static class LateArrival
{
    const string Reason = "ArrivedLate";

    static readonly Policy<int> Minutes = new("appointment.lateArrivalMinutes", 60, 0, 480, "default, unconfirmed");

    /// <summary>No-shows noted since then are taken back by an arrival at this instant.</summary>
    public static DateTimeOffset Since(PolicyBook policies, Guid branch, DateTimeOffset arrived) =>
        arrived.AddMinutes(-policies.Value(Minutes, branch, arrived));

    /// <summary>
    /// The appointment, expected again so that it can be checked in; null when its time was given to somebody else, or nobody missed it.
    /// </summary>
    public static async Task<Appointment?> TakeBack(
        RegistrationDb db,
        Guid missed,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var appointment = await db.Appointments.FindAsync([missed], stop);
        if (appointment is not { State: AppointmentState.NoShow, DoctorId: { } doctor, Deadlines.NoShowId: { } noShow })
            return null;
        Guid[] rooms = appointment.RoomId is { } room ? [room] : [];
        if (await db.Overlapping([doctor], rooms, appointment.ClientId, appointment.StartsAt, appointment.EndsAt).AnyAsync(stop))
            return null;

        appointment.ReverseNoShow(policies.Grace(appointment.BranchId, now), now);
        db.AddStep(appointment, AppointmentStepKind.NoShowReversed, now, reason: Reason);
        db.Publish(
            new AppointmentNoShowReversed(
                noShow,
                appointment.Id,
                appointment.BranchId,
                appointment.ClientId,
                appointment.StartsAt,
                appointment.EngagementId,
                appointment.Answer.GivenAt
            ),
            appointment.CaseId
        );
        return appointment;
    }
}
