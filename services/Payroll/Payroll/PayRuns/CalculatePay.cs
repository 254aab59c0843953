using System.Globalization;
using Clinic.Payroll.Contracts;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// The payroll officer works out the pay of a branch for a month, or again while it is not locked (WF-22 3, R-038). There is one run
/// per branch and month; whoever asks is answered with it, also under another id. The same inputs give no new calculation.
/// Refuses: <c>pay-is-of-the-group</c>, <c>branch-not-known</c>, <c>month-not-begun</c>, <c>run-locked</c>, <c>grade-not-set</c>,
/// <c>weights-not-whole</c>, <c>other-currency-counted</c>.
/// </summary>
public static class CalculatePay
{
    /// <param name="Month">For example 2026-03; as the branch's calendar has it.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: Required, Form(PayMonth.Pattern, "a month as 2026-03")] string Month
    );

    /// <param name="Calculation">What locking names with If-Match; also the ETag.</param>
    public sealed record Response(Guid Id, [Place] Guid BranchId, string Month, int Calculation, int Payslips);

    internal static void Map(RouteGroupBuilder runs) =>
        runs.MapPost("", Handle)
            .Needs(Rights.CalculatePay)
            .WithSummary("The payroll officer works out a month of a branch, or again")
            .Refuses(
                PayRefusals.PayIsOfTheGroup,
                GradeRefusals.BranchNotKnown,
                PayRefusals.MonthNotBegun,
                PayRefusals.RunLocked,
                PayRefusals.WeightsNotWhole,
                PayRefusals.GradeNotSet,
                PayRefusals.OtherCurrencyCounted,
                Refusal.IdTaken
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpResponse answer,
        PayrollDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId))
            return Refusal.NotFound.AsProblem();
        // People are paid by their branch for work at every branch; half of it in sight would make half a payslip.
        if (!caller.SeesGroup)
            return PayRefusals.PayIsOfTheGroup.AsProblem();
        if (await db.Branches.FindAsync([request.BranchId], stop) is not { } branch)
            return GradeRefusals.BranchNotKnown.AsProblem();
        var (month, now) = (PayMonth.Read(request.Month), clock.GetUtcNow());
        if (month.BeginIn(branch) > now)
            return PayRefusals.MonthNotBegun.AsProblem();

        using var turn = await PayCalculationGate.Enter(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(branch.Id, stop);
        if (
            await db.PayRuns.AnyAsync(
                payRun => payRun.Id == request.Id && (payRun.BranchId != branch.Id || payRun.Month != month.First),
                stop
            )
        )
            return Refusal.IdTaken.AsProblem();
        var run = await db.PayRuns.SingleOrDefaultAsync(payRun => payRun.BranchId == branch.Id && payRun.Month == month.First, stop);
        if (run is not null && await db.PayLocks.AnyAsync(done => done.PayRunId == run.Id, stop))
            return PayRefusals.RunLocked.AsProblem();

        var (draft, refusal) = await new PayrollCalculator(db, policies).WorkOut(branch, month, now, stop);
        if (draft is null)
            return refusal!.AsProblem();
        var (latest, hash) = (run is null ? null : await db.CountingCalculation(run.Id, stop), draft.Hash());
        if (latest?.Hash == hash)
            return Calculated(latest);

        if (run is null)
            db.Add(
                run = new()
                {
                    Id = request.Id,
                    BranchId = branch.Id,
                    Month = month.First,
                    OpenedBy = caller.PersonId,
                    At = now,
                }
            );
        var calculation = draft.WriteDown(db, run, (latest?.Number ?? 0) + 1, hash, caller, now);
        db.Publish(new PayrollRunCalculated(run.Id, branch.Id, month.First, month.Last, calculation.Payslips, now), run.Id);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Calculated(calculation);

        Ok<Response> Calculated(PayCalculation payCalculation)
        {
            answer.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{payCalculation.Number}\"");
            return TypedResults.Ok(
                new Response(payCalculation.PayRunId, branch.Id, month.ToString(), payCalculation.Number, payCalculation.Payslips)
            );
        }
    }
}
