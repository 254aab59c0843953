using Clinic.Escort.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>
/// An accompanied visit is over: somebody calls the client in a few days, and the client may rate the escort. Once per engagement.
/// </summary>
[ActsAs("follow-ups", "followups.read", ForGroup = true)]
sealed class FollowUpWhenEscortVisitCompleted(FeedbackDb db, PostVisitFollowUp aftercare) : IReaction<EscortVisitCompleted>
{
    public async Task React(EscortVisitCompleted fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EscortId], stop);
        await db.LockSubjects([fact.EngagementId, fact.ClientId], stop);
        await aftercare.Schedule(
            new(fact.EngagementId, fact.BranchId, fact.ClientId, null, fact.EngagementId, message.CaseId, fact.EndedAt),
            [new(fact.EscortId, ["Escort"])],
            stop
        );
    }
}
