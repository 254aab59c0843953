using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Workload;

/// <summary>
/// A visit is over: everyone who served in it gets the part counted towards pay, once. Somebody who was never hired cannot be paid:
/// the fact waits for them.
/// </summary>
[ActsAs("payroll", opensWith: "accruals.read")]
sealed class AccrueVisitWhenVisitCompleted(PayrollDb db, PolicyBook policies, TimeProvider clock) : IReaction<VisitCompleted>
{
    public async Task React(VisitCompleted fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.ServedBy.Select(part => part.EmployeeId), stop);
        var visit = await db.LockVisit(fact.VisitId, fact.BranchId, message.CaseId, stop);
        if (!visit.Apply(fact, message))
            return;

        AccrualLedger.Count(db, visit, fact.ServedBy, (await db.Branches.FindAsync([fact.BranchId], stop))!, policies, clock);
    }
}
