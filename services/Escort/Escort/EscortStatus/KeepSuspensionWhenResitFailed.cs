using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-036: the resit is failed: the suspension stays, also one that was ended by hand before, until the next decision.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class KeepSuspensionWhenResitFailed(EscortDb db, TimeProvider clock) : IReaction<ResitFailed>
{
    public async Task React(ResitFailed fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        var resit = await db.Verdict(profile, fact.ResitId, stop);
        resit.JudgeResit(VerdictOutcome.Failed, fact.DisciplineCaseId, fact.OccurredAt, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "resit-failed", message.CaseId, clock.GetUtcNow(), stop);
    }
}
