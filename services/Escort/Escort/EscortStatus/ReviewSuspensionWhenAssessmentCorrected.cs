using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// the verdict of an assessment is another one: a series of failures that it made one is none, and a resit counts as it is now.
/// </summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ReviewSuspensionWhenAssessmentCorrected(EscortDb db, TimeProvider clock) : IReaction<AssessmentCorrected>
{
    public async Task React(AssessmentCorrected fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        var verdict = await db.Verdict(profile, fact.AssessmentId, stop);
        verdict.Judge(fact.Passed ? VerdictOutcome.Passed : VerdictOutcome.Failed, fact.OccurredAt, fact.Version);
        profile.CountFailures(fact.FailuresInRow, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "assessment-corrected", message.CaseId, clock.GetUtcNow(), stop);
    }
}
