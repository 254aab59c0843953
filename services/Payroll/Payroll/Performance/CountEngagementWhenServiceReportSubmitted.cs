using Clinic.Escort.Contracts;

namespace Clinic.Payroll.Performance;

/// <summary>The service report is in: a visit that was held for it counts now, on the day it ended .</summary>
[ActsAs("payroll", opensWith: "accruals.read")]
sealed class CountEngagementWhenServiceReportSubmitted(PayrollDb db, PolicyBook policies, TimeProvider clock)
    : IReaction<ServiceReportSubmitted>
{
    public async Task React(ServiceReportSubmitted fact, MessageContext message, CancellationToken stop)
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
