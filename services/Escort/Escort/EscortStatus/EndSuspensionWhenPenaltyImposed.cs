using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// somebody decided on the failures: after a warning the escort works again, training anew waits for the resit, a dismissal for the
/// departure (WF-02 7).
/// </summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class EndSuspensionWhenPenaltyImposed(EscortDb db, TimeProvider clock) : IReaction<PenaltyImposed>
{
    public async Task React(PenaltyImposed fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        var outcome = await db.CaseOutcome(profile, fact.DisciplineCaseId, message.CaseId, stop);
        outcome.Impose(fact.KindCode, fact.OccurredAt, fact.SourceCode, fact.SourceId);
        await EscortStatusUpdater.Reconcile(db, profile, "decided", message.CaseId, clock.GetUtcNow(), stop);
    }
}
