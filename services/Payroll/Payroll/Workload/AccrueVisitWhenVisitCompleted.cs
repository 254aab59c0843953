using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Payroll.Workload;

/// <summary>
/// A visit is over: everyone who served in it gets the part counted towards pay, once, also people not hired here.
/// </summary>
[ActsAs("payroll", opensWith: "accruals.read")]
sealed class AccrueVisitWhenVisitCompleted(PayrollDb db, PolicyBook policies, TimeProvider clock) : IReaction<VisitCompleted>
{
    public async Task React(VisitCompleted fact, Heard heard, CancellationToken stop)
    {
        await db.Alone(fact.VisitId, stop);
        var visit = await db.Visits.FindAsync([fact.VisitId], stop);
        if (visit is null) db.Add(visit = new() { Id = fact.VisitId, BranchId = fact.BranchId, CaseId = heard.CaseId });
        if (!visit.Hear(fact, heard)) return;

        if (await db.KnownBranch(fact.BranchId, stop) is { } branch)
        {
            Ledger.Count(db, visit, fact.ServedBy, branch, policies, clock);
            return;
        }
        visit.Wait();
        db.AddRange(fact.ServedBy.Distinct().Select(part => new WaitingShare { VisitId = visit.Id, PersonId = part.EmployeeId, Part = part.Part, BranchId = fact.BranchId }));
    }
}
