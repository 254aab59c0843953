using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>The desk took a no-show back: the engagement's client is expected again.</summary>
[ActsAs("appointments", "engagements.read", ForGroup = true)]
sealed class ClearNoShowWhenAppointmentNoShowReversed(EscortDb db) : IReaction<AppointmentNoShowReversed>
{
    public Task React(AppointmentNoShowReversed fact, MessageContext message, CancellationToken stop) =>
        db.ApplyToAppointment(
            fact.EngagementId,
            appointment =>
            {
                appointment.Miss(missed: false, fact.OccurredAt);
                return false;
            },
            stop
        );
}
