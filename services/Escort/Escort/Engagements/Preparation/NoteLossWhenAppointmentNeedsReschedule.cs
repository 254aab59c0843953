using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>
/// The doctor of an engagement's appointment cannot be there: nothing is confirmed until the clinic keeps another time.
/// </summary>
[ActsAs("appointments", "engagements.read", ForGroup = true)]
sealed class NoteLossWhenAppointmentNeedsReschedule(EscortDb db) : IReaction<AppointmentNeedsReschedule>
{
    public Task React(AppointmentNeedsReschedule fact, MessageContext message, CancellationToken stop) =>
        db.ApplyToAppointment(fact.EngagementId, appointment => appointment.Lose(fact.ReasonCode, fact.OccurredAt), stop);
}
