namespace Clinic.Payroll.PayRuns;

/// <summary>The runs of a branch, the latest month first, without amounts.</summary>
public static class ListPayRuns
{
    public sealed record Response(IReadOnlyList<Line> PayRuns);

    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        string Month,
        PayRunState State,
        [Employee] Guid OpenedBy,
        DateTimeOffset OpenedAt,
        [Employee] Guid? LockedBy,
        DateTimeOffset? LockedAt
    );

    internal static void Map(RouteGroupBuilder runs) =>
        runs.MapGet("", Handle).Needs(Rights.ReadPayRuns).WithSummary("The runs of a branch, latest month first");

    static async Task<Ok<Response>> Handle(PayrollDb db, Guid branchId, CancellationToken stop, [Range(1, 200)] int limit = 24)
    {
        var runs = await (
            from run in db.PayRuns
            join one in db.PayLocks on run.Id equals one.PayRunId into locks
            from done in locks.DefaultIfEmpty()
            where run.BranchId == branchId
            orderby run.Month descending
            select new { run, done }
        )
            .AsNoTracking()
            .Take(limit)
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response([
                .. runs.Select(row => new Line(
                    row.run.Id,
                    row.run.BranchId,
                    new PayMonth(row.run.Month).ToString(),
                    row.done is null ? PayRunState.Calculated : PayRunState.Locked,
                    row.run.OpenedBy,
                    row.run.At,
                    row.done?.LockedBy,
                    row.done?.At
                )),
            ])
        );
    }
}
