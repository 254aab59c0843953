using Clinic.Feedback.Surveys;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>
/// A visit is over: somebody calls the client in a few days, and the client may rate everyone who served. Once per visit, and not
/// at all when it is known already that the visit was voided.
/// </summary>
[ActsAs("follow-ups", "followups.read", ForGroup = true)]
sealed class FollowUpWhenVisitCompleted(FeedbackDb db, PostVisitFollowUp aftercare) : IReaction<VisitCompleted>
{
    public async Task React(VisitCompleted fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, fact.ServedBy.Select(served => served.EmployeeId), stop);
        await db.LockSubjects([fact.VisitId, fact.ClientId], stop);
        if (await db.VoidedVisits.AnyAsync(voided => voided.Id == fact.VisitId && voided.EventVersion > fact.Version, stop))
            return;

        await aftercare.Schedule(
            new(fact.VisitId, fact.BranchId, fact.ClientId, fact.VisitId, fact.EngagementId, message.CaseId, fact.CompletedAt),
            [
                .. fact
                    .ServedBy.GroupBy(served => served.EmployeeId)
                    .Select(person => new ToRate(person.Key, [.. person.Select(served => served.Part.ToString()).Distinct()])),
            ],
            stop
        );
    }
}
