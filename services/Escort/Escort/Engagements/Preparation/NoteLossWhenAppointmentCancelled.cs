using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>
/// The appointment of an engagement was called off: nothing is confirmed any more, and the escort may ask for another one.
/// </summary>
[ActsAs("appointments", "engagements.read", ForGroup = true)]
sealed class NoteLossWhenAppointmentCancelled(EscortDb db) : IReaction<AppointmentCancelled>
{
    public Task React(AppointmentCancelled fact, MessageContext message, CancellationToken stop) =>
        db.ApplyToAppointment(fact.EngagementId, appointment => appointment.Lose($"cancelled.{fact.ReasonCode}", fact.OccurredAt), stop);
}
