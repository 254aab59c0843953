using System.Globalization;

namespace Clinic.Payroll.PayRuns;

/// <summary>Whoever approves looks at a run: its totals and how many payslips it has. The ETag is what locking names.</summary>
public static class GetPayRun
{
    internal static void Map(RouteGroupBuilder runs) =>
        runs.MapGet("{id:guid}", Handle).Needs(Rights.ReadPayRuns).WithSummary("One run: state, totals, rules");

    static async Task<Results<Ok<PayRunView>, ProblemHttpResult>> Handle(Guid id, HttpResponse answer, PayrollDb db, CancellationToken stop)
    {
        if (await db.PayRuns.AsNoTracking().SingleOrDefaultAsync(payRun => payRun.Id == id, stop) is not { } run)
            return Refusal.NotFound.AsProblem();
        var calculation = (await db.CountingCalculation(id, stop))!;
        var locked = await db.PayLocks.AsNoTracking().SingleOrDefaultAsync(payLock => payLock.PayRunId == id, stop);
        answer.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{calculation.Number}\"");
        db.NoteRead(nameof(PayRun), id, run.BranchId, nameof(PayRunView.Totals));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(await PayRunView.Of(db, run, calculation, locked, stop));
    }
}
