namespace Clinic.Payroll.PayRuns;

/// <summary>Whoever may read salaries lists the payslips of a run; the look is noted for each person.</summary>
public static class PayslipsOfRun
{
    public sealed record Response(IReadOnlyList<Line> Payslips, Guid? Next);

    public sealed record Line(Guid Id, Guid EmployeeId, Money Net);

    internal static void Map(RouteGroupBuilder runs) =>
        runs.MapGet("{id:guid}/payslips", Handle)
            .Needs(Rights.ReadPayslips)
            .WithSummary("The payslips of a run (after: the last id of the page before)");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        PayrollDb db,
        Caller caller,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (
            await db.PayRuns.AsNoTracking().SingleOrDefaultAsync(payRun => payRun.Id == id, stop) is not { } run
            || !caller.WorksIn(run.BranchId)
        )
            return Refusal.NotFound.AsProblem();
        var number = (await db.LatestOf(id, stop))!.Number;
        var slips = await db
            .Payslips.AsNoTracking()
            .Where(slip => slip.PayRunId == id && slip.Number == number && (after == null || slip.Id > after))
            .OrderBy(slip => slip.Id)
            .Take(limit + 1)
            .ToListAsync(stop);
        var shown = slips.Take(limit).ToList();
        foreach (var slip in shown)
            db.NoteRead(nameof(Payslip), slip.PersonId, slip.BranchId, nameof(Payslip.Net));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                [.. shown.Select(slip => new Line(slip.Id, slip.PersonId, slip.Net))],
                slips.Count > limit ? slips[limit - 1].Id : null
            )
        );
    }
}
