using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>What is done when an appointment is called off, whoever does it.</summary>
static class CalledOff
{
    /// <summary>Ends its waiting, writes it down and says it; null when done, else why not.</summary>
    public static async Task<Refusal?> CallOff(
        this RegistrationDb db,
        Appointment one,
        string reasonCode,
        string? reason,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var before = one.State;
        if (one.Cancel(reasonCode, now) is { } refusal)
            return refusal;

        await AppointmentClocks.Cancel(db, one, stop);
        db.AddStep(one, AppointmentStepKind.Cancelled, now, reasonCode, reason);
        // Of a wish that never had a time nobody was told.
        if (before is not (AppointmentState.Requested or AppointmentState.Held))
            db.Publish(
                new AppointmentCancelled(
                    one.Id,
                    one.BranchId,
                    one.ClientId,
                    one.StartsAt,
                    reasonCode,
                    one.EngagementId,
                    one.Answer.GivenAt
                ),
                one.CaseId
            );
        return null;
    }
}
