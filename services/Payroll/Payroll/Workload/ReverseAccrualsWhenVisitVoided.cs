using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Workload;

/// <summary>
/// A completed visit was a mistake: what was counted for it is taken back by new lines; a voiding heard first is remembered.
/// </summary>
[ActsAs("payroll", opensWith: "accruals.read")]
sealed class ReverseAccrualsWhenVisitVoided(PayrollDb db, TimeProvider clock) : IReaction<VisitVoided>
{
    public async Task React(VisitVoided fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        var visit = await db.LockVisit(fact.VisitId, fact.BranchId, message.CaseId, stop);
        if (!visit.Apply(fact, message))
            return;

        var branch = await db.Branches.SingleAsync(known => known.Id == visit.BranchId, stop);
        var lines = await db
            .Accruals.AsNoTracking()
            .Where(line => line.VisitId == visit.Id && line.Kind == AccrualKind.Worked)
            .OrderBy(line => line.Id)
            .ToListAsync(stop);
        AccrualLedger.TakeBack(db, visit, lines, branch, clock);
    }
}
