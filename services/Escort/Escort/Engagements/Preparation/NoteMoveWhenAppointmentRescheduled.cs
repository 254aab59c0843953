using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>
/// The clinic gave an engagement's appointment another time: the second confirmation no longer holds, and the lead sees it to tell
/// the client.
/// </summary>
[ActsAs("appointments", "engagements.read", ForGroup = true)]
sealed class NoteMoveWhenAppointmentRescheduled(EscortDb db) : IReaction<AppointmentRescheduled>
{
    public Task React(AppointmentRescheduled fact, MessageContext message, CancellationToken stop) =>
        db.ApplyToAppointment(fact.EngagementId, appointment => appointment.Apply(fact), stop);
}
