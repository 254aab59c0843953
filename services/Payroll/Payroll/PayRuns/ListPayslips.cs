namespace Clinic.Payroll.PayRuns;

/// <summary>Whoever may read salaries lists the payslips of a run; the look is noted for each person.</summary>
public static class ListPayslips
{
    public sealed record Response(IReadOnlyList<Line> Payslips, Guid? Next);

    public sealed record Line(Guid Id, [Employee] Guid EmployeeId, Money Net);

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
        var number = (await db.CountingCalculation(id, stop))!.Number;
        var page = await db
            .Payslips.AsNoTracking()
            .Where(slip => slip.PayRunId == id && slip.Number == number && (after == null || slip.Id > after))
            .OrderBy(slip => slip.Id)
            .ToPage(limit, slip => slip.Id, stop);
        foreach (var slip in page.Items)
            db.NoteRead(nameof(Payslip), slip.PersonId, slip.BranchId, nameof(Payslip.Net));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response([.. page.Items.Select(slip => new Line(slip.Id, slip.PersonId, slip.Net))], page.Next));
    }
}
