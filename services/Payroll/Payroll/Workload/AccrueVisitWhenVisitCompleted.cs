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
        await db.LockSubject(fact.VisitId, stop);
        var visit = await db.Visits.FindAsync([fact.VisitId], stop);
        if (visit is null)
            db.Add(
                visit = new()
                {
                    Id = fact.VisitId,
                    BranchId = fact.BranchId,
                    CaseId = message.CaseId,
                }
            );
        if (!visit.Apply(fact, message))
            return;

        Ledger.Count(db, visit, fact.ServedBy, (await db.Branches.FindAsync([fact.BranchId], stop))!, policies, clock);
    }
}
