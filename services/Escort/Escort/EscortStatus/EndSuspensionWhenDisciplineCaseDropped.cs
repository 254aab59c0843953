using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-036: the case about the failures ended without a consequence: the escort works again (WF-02 7).</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class EndSuspensionWhenDisciplineCaseDropped(EscortDb db, TimeProvider clock) : IReaction<DisciplineCaseDropped>
{
    public async Task React(DisciplineCaseDropped fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        var outcome = await db.CaseOutcome(profile, fact.DisciplineCaseId, message.CaseId, stop);
        outcome.Drop(fact.OccurredAt, fact.SourceCode, fact.SourceId);
        await EscortStatusUpdater.Reconcile(db, profile, "case-dropped", message.CaseId, clock.GetUtcNow(), stop);
    }
}
