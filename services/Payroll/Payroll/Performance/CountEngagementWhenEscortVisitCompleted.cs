using Clinic.Escort.Contracts;

namespace Clinic.Payroll.Performance;

/// <summary>An accompanied visit ended: it counts towards the escort's pay if its report is in, and is held until then .</summary>
[ActsAs("payroll", opensWith: "accruals.read")]
sealed class CountEngagementWhenEscortVisitCompleted(PayrollDb db, PolicyBook policies, TimeProvider clock)
    : IReaction<EscortVisitCompleted>
{
    public async Task React(EscortVisitCompleted fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EscortId], stop);
        await db.LockSubject(fact.EngagementId, stop);
        var visit = await db.AccompaniedVisits.FindAsync([fact.EngagementId], stop);
        if (visit is null)
            db.Add(visit = AccompaniedVisit.Of(fact.EngagementId, fact.BranchId, fact.EscortId, message.CaseId));
        if (!visit.Apply(fact, message))
            return;

        await EngagementUnits.Count(db, visit, policies, clock.GetUtcNow(), stop);
    }
}
