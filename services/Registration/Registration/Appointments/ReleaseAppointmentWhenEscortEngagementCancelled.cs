using Clinic.Escort.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The escort called an accompanied visit off: its appointment is called off as the desk does it, and the doctor's time is free. A
/// client who is here already keeps the appointment. Heard before the request, the request books nothing.
/// </summary>
[ActsAs("appointment-desk", opensWith: "visits.read", ForGroup = true)]
sealed class ReleaseAppointmentWhenEscortEngagementCancelled(RegistrationDb db, TimeProvider clock) : IReaction<EscortEngagementCancelled>
{
    public async Task React(EscortEngagementCancelled fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.EngagementId, stop);
        if (await db.CancelledEngagements.FindAsync([fact.EngagementId], stop) is not null)
            return;

        db.Add(
            new CancelledEngagement
            {
                Id = fact.EngagementId,
                BranchId = fact.BranchId,
                At = fact.OccurredAt,
            }
        );
        var kept = await db.Appointments.SingleOrDefaultAsync(appointment => appointment.EngagementId == fact.EngagementId, stop);
        if (kept is not null)
            await db.CallOff(kept, CancelledEngagement.Code, null, clock.GetUtcNow(), stop);
    }
}
