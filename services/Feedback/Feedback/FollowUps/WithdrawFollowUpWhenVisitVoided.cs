using Clinic.Registration.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>
/// A completed visit was a mistake: nobody calls because of it and nobody is asked to rate it. A call that reached the client and an answer
/// that was given stay on record. Heard before the completion, it is remembered.
/// </summary>
[ActsAs("follow-ups", "followups.read")]
sealed class WithdrawFollowUpWhenVisitVoided(FeedbackDb db, PostVisitFollowUp aftercare) : IReaction<VisitVoided>
{
    public async Task React(VisitVoided fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.VisitId, stop);
        if (await db.VoidedVisits.AnyAsync(known => known.Id == fact.VisitId, stop))
            return;

        db.Add(
            new VoidedVisit
            {
                Id = fact.VisitId,
                BranchId = fact.BranchId,
                EventVersion = fact.Version,
            }
        );
        await aftercare.Withdraw(fact.VisitId, stop);
    }
}
