using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-036: an assessment counts no more, and a series of failures that it made one is none.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ReviewSuspensionWhenAssessmentVoided(EscortDb db, TimeProvider clock) : IReaction<AssessmentVoided>
{
    public async Task React(AssessmentVoided fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        (await db.Verdict(profile, fact.AssessmentId, stop)).Judge(VerdictOutcome.Voided, fact.OccurredAt, fact.Version);
        if (fact.FailuresInRow is { } inRow)
            profile.CountFailures(inRow, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "assessment-voided", message.CaseId, clock.GetUtcNow(), stop);
    }
}
