using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// two failures in a row suspend the escort until somebody decides, and the engagements that have not begun go back to the lead at
/// once (WF-02 6, WF-01 21).
/// </summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class SuspendEscortWhenConsecutiveAssessmentFailed(EscortDb db, TimeProvider clock) : IReaction<ConsecutiveAssessmentFailed>
{
    public async Task React(ConsecutiveAssessmentFailed fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        if (await db.Suspensions.FindAsync([fact.EmployeeId, fact.Version], stop) is not null)
            return;
        // A complaint that is being overturned at this moment would miss the suspension it lifts.
        if (fact.ComplaintId is { } complaint)
            await db.LockSubject(complaint, stop);
        db.Add(
            new Suspension
            {
                PersonId = fact.EmployeeId,
                SeriesVersion = fact.Version,
                BranchId = profile.BranchId,
                CategoryCode = fact.CategoryCode,
                ComplaintId = fact.ComplaintId,
                Since = fact.OccurredAt,
                AssessmentIds = [.. fact.AssessmentIds],
                CaseId = message.CaseId,
            }
        );
        await EscortStatusUpdater.Reconcile(db, profile, "consecutive-failures", message.CaseId, clock.GetUtcNow(), stop);
    }
}
