using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>A branch keeps a time for an engagement's client; appointments without an engagement are none of ours.</summary>
[ActsAs("appointments", "engagements.read", ForGroup = true)]
sealed class NoteAppointmentWhenAppointmentBooked(EscortDb db) : IReaction<AppointmentBooked>
{
    public async Task React(AppointmentBooked fact, MessageContext message, CancellationToken stop)
    {
        if (fact.EngagementId is not { } id)
            return;
        await db.ApplyToAppointment(id, appointment => appointment.Apply(fact), stop);
    }
}
