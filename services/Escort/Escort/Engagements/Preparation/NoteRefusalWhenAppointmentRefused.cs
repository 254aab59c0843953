using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>A branch cannot give the appointment that was asked for: the reason is noted, and the escort may ask again .</summary>
[ActsAs("appointments", "engagements.read", ForGroup = true)]
sealed class NoteRefusalWhenAppointmentRefused(EscortDb db) : IReaction<AppointmentRefused>
{
    public async Task React(AppointmentRefused fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.EngagementId, stop);
        (await db.Appointments.FindAsync([fact.EngagementId], stop))?.Apply(fact);
    }
}
