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

        var branch = await db.Branches.SingleAsync(known => known.Id == visit.BranchId, stop);
        var lines = await db
            .Accruals.AsNoTracking()
            .Where(line => line.VisitId == visit.Id && line.Kind == AccrualKind.Worked)
            .OrderBy(line => line.Id)
            .ToListAsync(stop);
        Ledger.TakeBack(db, visit, lines, branch, clock);
    }
}
