using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-036: the resit is passed; every series of failures before it is over, also one that is heard of later (WF-02 7).</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ReinstateEscortWhenResitPassed(EscortDb db, TimeProvider clock) : IReaction<ResitPassed>
{
    public async Task React(ResitPassed fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        var resit = await db.Verdict(profile, fact.ResitId, stop);
        resit.JudgeResit(VerdictOutcome.Passed, fact.DisciplineCaseId, fact.OccurredAt, fact.Version);
        profile.CountFailures(0, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "resit-passed", message.CaseId, clock.GetUtcNow(), stop);
    }
}
