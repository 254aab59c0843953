namespace Clinic.Payroll.PayRuns;

/// <summary>
/// Director, managers, HR and payroll see what each run comes to, of all branches where they may, over months: state, payslips and the sum
/// of their net pay, and nobody's own pay. The look is noted for each run. Months are as 2026-03 and both count in. Refuses:
/// <c>months-turned</c>.
/// </summary>
public static class ListPayTotals
{
    const string MonthWords = "a month as 2026-03";

    /// <param name="Net">Over all payslips of the calculation that counts, once for each currency.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        string Month,
        PayRunState State,
        int Payslips,
        IReadOnlyList<Money> Net,
        DateTimeOffset CalculatedAt,
        [Employee] Guid? LockedBy,
        DateTimeOffset? LockedAt
    );

    internal static void Map(RouteGroupBuilder runs) =>
        runs.MapGet("totals", Handle)
            .Needs(Rights.ReadPayRuns)
            .WithSummary("What each run comes to, over branches and months (after: the last id of the page before)")
            .Refuses(PayRefusals.MonthsTurned);

    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        PayrollDb db,
        Guid? branchId,
        [Form(PayMonth.Pattern, MonthWords)] string? from,
        [Form(PayMonth.Pattern, MonthWords)] string? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (first, last) = (MonthOf(from), MonthOf(to));
        if (first > last)
            return PayRefusals.MonthsTurned.AsProblem();
        var page = await db
            .PayRuns.AsNoTracking()
            .Where(run =>
                (branchId == null || run.BranchId == branchId)
                && (first == null || run.Month >= first)
                && (last == null || run.Month <= last)
                && (after == null || run.Id > after)
            )
            .OrderBy(run => run.Id)
            .ToPage(limit, run => run.Id, stop);
        var ids = page.Items.Select(run => run.Id).ToArray();
        var locks = await db
            .PayLocks.AsNoTracking()
            .Where(done => ids.Contains(done.PayRunId))
            .ToDictionaryAsync(done => done.PayRunId, stop);
        var calculations = await db
            .PayCalculations.AsNoTracking()
            .Where(calculation => ids.Contains(calculation.PayRunId))
            .Select(calculation => new
            {
                calculation.PayRunId,
                calculation.Number,
                calculation.Payslips,
                calculation.At,
            })
            .ToListAsync(stop);
        var sums = await db
            .Payslips.Where(slip => ids.Contains(slip.PayRunId))
            .GroupBy(slip => new
            {
                slip.PayRunId,
                slip.Number,
                slip.Net.Currency,
            })
            .Select(slips => new
            {
                slips.Key.PayRunId,
                slips.Key.Number,
                slips.Key.Currency,
                Sum = slips.Sum(slip => slip.Net.Amount),
            })
            .ToListAsync(stop);
        foreach (var run in page.Items)
            db.NoteRead(nameof(PayRun), run.Id, run.BranchId, nameof(Line.Net));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Page<Line>([.. page.Items.Select(Shown)], page.Next));

        Line Shown(PayRun run)
        {
            var locked = locks.GetValueOrDefault(run.Id);
            var counts = calculations
                .Where(calculation => calculation.PayRunId == run.Id && (locked is null || calculation.Number == locked.Number))
                .MaxBy(calculation => calculation.Number)!;
            return new(
                run.Id,
                run.BranchId,
                new PayMonth(run.Month).ToString(),
                locked is null ? PayRunState.Calculated : PayRunState.Locked,
                counts.Payslips,
                [
                    .. sums.Where(sum => sum.PayRunId == run.Id && sum.Number == counts.Number)
                        .OrderBy(sum => sum.Currency, StringComparer.Ordinal)
                        .Select(sum => new Money(sum.Sum, sum.Currency)),
                ],
                counts.At,
                locked?.LockedBy,
                locked?.At
            );
        }
    }

    static DateOnly? MonthOf(string? month) => month is null ? null : PayMonth.Read(month).First;
}
