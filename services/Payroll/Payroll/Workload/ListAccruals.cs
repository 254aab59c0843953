namespace Clinic.Payroll.Workload;

/// <summary>
/// HR reads what was counted for whom, of the branches where they may; the look is noted. Days are clinic days, units as the
/// branch's settings had them. Refuses: <c>range-turned</c>.
/// </summary>
public static class ListAccruals
{
    internal static void Map(RouteGroupBuilder accruals) =>
        accruals
            .MapGet("", Handle)
            .Needs(Rights.ReadAccruals)
            .WithSummary("Counted workload (after: the last id of the page before)")
            .Refuses(WorkloadRefusals.RangeTurned);

    static async Task<Results<Ok<AccrualPage>, ProblemHttpResult>> Handle(
        PayrollDb db,
        Caller caller,
        Guid? employee,
        Guid? branch,
        Guid? visit,
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
        // Own lines of other branches are in sight too, but belong to that person's own page.
        var lines = db.Accruals.Where(line =>
            (group || branches.Contains(line.BranchId))
            && (employee == null || line.PersonId == employee)
            && (branch == null || line.BranchId == branch)
            && (visit == null || line.VisitId == visit)
        );
        return TypedResults.Ok(
            await AccrualPage.Read(
                db,
                lines,
                new(from, to, after, limit),
                async shown =>
                {
                    foreach (var (person, where) in shown.Select(line => (line.EmployeeId, line.BranchId)).Distinct())
                        db.NoteRead(nameof(Accrual), person, where, nameof(Accrual.Units));
                    await db.SaveChangesAsync(stop);
                },
                stop
            )
        );
    }
}
