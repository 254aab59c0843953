using Clinic.Payroll.Branches;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Payroll.Workload;

/// <summary>Writes lines into the workload ledger and says so, the same way whichever fact came last.</summary>
static class AccrualLedger
{
    /// <summary>Counts every distinct part of a completed visit, and takes it back at once when the voiding was heard first.</summary>
    public static void Count(
        PayrollDb db,
        ServedVisit visit,
        IEnumerable<Served> parts,
        Branch branch,
        PolicyBook policies,
        TimeProvider clock
    )
    {
        var completed = visit.Completed!;
        var lines = parts
            .Distinct()
            .Select(part =>
                Accrual.Of(
                    completed,
                    visit,
                    part,
                    policies.Value(WorkloadUnits.For(part.Part), visit.BranchId, completed.At),
                    branch,
                    clock.GetUtcNow()
                )
            )
            .ToArray();
        visit.MarkCounted();
        foreach (var line in lines)
        {
            db.Add(line);
            db.Publish(new WorkloadAccrued(line.Id, line.PersonId, line.BranchId, line.VisitId, line.Units, line.Day), line.CaseId);
        }
        if (visit.IsTakenBack)
            TakeBack(db, visit, lines, branch, clock);
    }

    /// <summary>Takes counted lines back, each by a new line that names it.</summary>
    public static void TakeBack(PayrollDb db, ServedVisit visit, IEnumerable<Accrual> lines, Branch branch, TimeProvider clock)
    {
        foreach (var line in lines)
        {
            var back = line.Reverse(visit.Voided!, branch, clock.GetUtcNow());
            db.Add(back);
            db.Publish(new WorkloadReversed(back.Id, line.Id, back.PersonId, back.BranchId, back.VisitId, back.Units), back.CaseId);
        }
    }
}
