using Clinic.Payroll.Workload;

namespace Clinic.Payroll.Performance;

/// <summary>
/// Who works out or looks over pay reads what counts besides visits, of the branches where they may; the look is noted. Commission and
/// deductions are a part of somebody's salary: their lines are read only where salaries may be read. Days are clinic days and both count
/// in. Refuses: <c>range-turned</c>.
/// </summary>
public static class ListPerformance
{
    internal static void Map(RouteGroupBuilder performance) =>
        performance
            .MapGet("", Handle)
            .Needs(Rights.ReadPayRuns)
            .WithSummary("What counts towards pay besides visits (after: the last id of the page before)")
            .Refuses(WorkloadRefusals.RangeTurned);

    static async Task<Results<Ok<PerformancePage>, ProblemHttpResult>> Handle(
        PayrollDb db,
        Caller caller,
        Guid? branchId,
        Guid? employeeId,
        Guid? sourceId,
        PerformanceKind? kind,
        DateOnly? from,
        DateOnly? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (from > to)
            return WorkloadRefusals.RangeTurned.AsProblem();
        var (group, branches) = (caller.SeesGroup, caller.Branches);
        var (salariesOfGroup, salaries) = (
            caller.Grants.IsGroupWide(Rights.ReadPayslips.Code),
            caller.Grants.BranchesOf(Rights.ReadPayslips.Code)
        );
        var asked = db.PerformanceEntries.Where(line =>
            (group || branches.Contains(line.BranchId))
            && (line.Currency == null || salariesOfGroup || salaries.Contains(line.BranchId))
            && (branchId == null || line.BranchId == branchId)
            && (employeeId == null || line.PersonId == employeeId)
            && (sourceId == null || line.SourceId == sourceId)
            && (kind == null || line.Kind == kind)
        );
        var page = await PerformancePage.Read(asked, from, to, after, limit, stop);
        foreach (var (person, where) in page.Lines.Select(line => (line.EmployeeId, line.BranchId)).Distinct())
            db.NoteRead(nameof(PerformanceEntry), person, where, nameof(PerformanceEntry.Value));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(page);
    }
}
