using Clinic.Registration.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>The desk took a no-show back: nobody has to call, unless somebody did already. Heard first, it is remembered.</summary>
[ActsAs("follow-ups", "followups.read")]
sealed class WithdrawCallWhenAppointmentNoShowReversed(NoShowCall calls) : IReaction<AppointmentNoShowReversed>
{
    public Task React(AppointmentNoShowReversed fact, MessageContext message, CancellationToken stop) =>
        calls.Withdraw(new(fact.NoShowId, fact.BranchId, fact.ClientId, fact.EngagementId, message.CaseId, fact.OccurredAt), stop);
}
