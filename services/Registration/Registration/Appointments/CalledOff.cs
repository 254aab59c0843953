using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>What is done when an appointment is called off, whoever does it.</summary>
static class CalledOff
{
    /// <summary>Ends its waiting, writes it down and says it; null when done, else why not.</summary>
    public static async Task<Refusal?> CallOff(
        this RegistrationDb db,
        Appointment appointment,
        string reasonCode,
        string? reason,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var before = appointment.State;
        if (appointment.Cancel(reasonCode, now) is { } refusal)
            return refusal;

        await AppointmentClocks.Cancel(db, appointment, stop);
        db.AddStep(appointment, AppointmentStepKind.Cancelled, now, reasonCode, reason);
        // Of a wish that never had a time nobody was told.
        if (before is not (AppointmentState.Requested or AppointmentState.Held))
            db.Publish(
                new AppointmentCancelled(
                    appointment.Id,
                    appointment.BranchId,
                    appointment.ClientId,
                    appointment.StartsAt,
                    reasonCode,
                    appointment.EngagementId,
                    appointment.Answer.GivenAt
                ),
                appointment.CaseId
            );
        return null;
    }
}
