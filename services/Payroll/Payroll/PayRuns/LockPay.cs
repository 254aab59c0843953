using System.Globalization;
using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// A second person locks a run once the month is over in the branch, and every payslip of it is final (WF-22 5–7, R-040, A-80). Needs
/// If-Match with the calculation that was looked at. The months of a branch are locked in order, and a run that was worked out before the
/// last lock, or before a decision that changes it, is worked out again first. Nobody unlocks; what comes later is a line of the next run
/// . What the payslips could not keep becomes claims.
/// Refuses: <c>run-locked</c>, <c>self-approval</c>, <c>month-not-over</c>, <c>calculated-too-early</c>, <c>lock-out-of-order</c>,
/// <c>draft-outdated</c>, <c>input-already-paid</c>.
/// </summary>
public static class LockPay
{
    public sealed record Response(Guid Id, int Calculation, string InputHash, [Employee] Guid LockedBy, DateTimeOffset LockedAt);

    internal static void Map(RouteGroupBuilder runs) =>
        runs.MapPost("{id:guid}/lock", Handle)
            .Needs(Rights.LockPay)
            .NeedsFreshProof()
            .WithSummary("A second person locks a run for good (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                PayRefusals.InputAlreadyPaid,
                PayRefusals.RunLocked,
                PayRefusals.SelfApproval,
                PayRefusals.MonthNotOver,
                PayRefusals.CalculatedTooEarly,
                PayRefusals.LockOutOfOrder,
                PayRefusals.DraftOutdated
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        HttpContext http,
        PayrollDb db,
        PolicyBook policies,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.PayRuns.FindAsync([id], stop) is not { } run)
            return Refusal.NotFound.AsProblem();
        var branch = await db.Branches.AsNoTracking().SingleAsync(candidate => candidate.Id == run.BranchId, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(branch.Id, stop);
        var calculation = (await db.CountingCalculation(id, stop))!;
        if (await db.PayLocks.AsNoTracking().SingleOrDefaultAsync(payLock => payLock.PayRunId == id, stop) is { } done)
            return done.LockedBy == caller.PersonId ? Locked(done) : PayRefusals.RunLocked.AsProblem();
        if (IfMatch.Check(http.Request, calculation.Number.ToString(CultureInfo.InvariantCulture)) is { } stale)
            return stale.AsProblem();

        var (month, now) = (new PayMonth(run.Month), clock.GetUtcNow());
        if (calculation.CheckLock(caller.PersonId, now, month.EndIn(branch)) is { } refusal)
            return refusal.AsProblem();
        var lockedMonths = await LockedMonths(db, branch.Id, stop);
        if (!PayLock.IsNext(month, lockedMonths))
            return PayRefusals.LockOutOfOrder.AsProblem();
        if (calculation.AfterLocks != lockedMonths.Count || await new PayrollCalculator(db, policies).IsOutdated(run, calculation, stop))
            return PayRefusals.DraftOutdated.AsProblem();

        PayLock locked = new()
        {
            PayRunId = id,
            Number = calculation.Number,
            BranchId = branch.Id,
            Position = calculation.AfterLocks + 1,
            LockedBy = caller.PersonId,
            At = now,
        };
        db.Add(locked);
        await WriteClaims(db, run, calculation.Number, now, stop);
        foreach (
            var slip in await db
                .Payslips.AsNoTracking()
                .Where(slip => slip.PayRunId == id && slip.Number == calculation.Number)
                .OrderBy(slip => slip.Id)
                .ToListAsync(stop)
        )
            db.Publish(new PayslipIssued(slip.Id, id, slip.PersonId, branch.Id, now), id);
        db.Publish(new PayrollPeriodLocked(id, branch.Id, month.First, month.Last, now), id);
        await db.SaveChangesAsync(stop);
        // In one statement, because a month has thousands of them. A line that another run took in meanwhile breaks the key and refuses
        // the lock.
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO pay_input (input_id, pay_run_id, branch_id)
            SELECT unnest(inputs), pay_run_id, branch_id FROM pay_calculation WHERE pay_run_id = {id} AND number = {calculation.Number}
            """,
            stop
        );
        await transaction.CommitAsync(stop);
        return Locked(locked);

        Ok<Response> Locked(PayLock taken) => TypedResults.Ok(new Response(id, taken.Number, calculation.Hash, taken.LockedBy, taken.At));
    }

    static Task<List<DateOnly>> LockedMonths(PayrollDb db, Guid branch, CancellationToken stop) =>
        db
            .PayLocks.Where(done => done.BranchId == branch)
            .Join(db.PayRuns, done => done.PayRunId, run => run.Id, (done, run) => run.Month)
            .ToListAsync(stop);

    // A claim that was settled or waived meanwhile breaks the key and refuses the lock.
    static async Task WriteClaims(PayrollDb db, PayRun run, int number, DateTimeOffset now, CancellationToken stop)
    {
        var lines = await db
            .PayslipLines.AsNoTracking()
            .Where(line =>
                line.PayRunId == run.Id && line.Number == number && (line.Of == PayKind.Collected || line.Of == PayKind.CarriedForward)
            )
            .ToListAsync(stop);
        foreach (var line in lines.Where(line => line.Of == PayKind.CarriedForward))
            db.Add(PayClaim.Of(line, now));
        foreach (var line in lines.Where(line => line.Of == PayKind.Collected))
            db.AddRange(JsonText.Read<CalculationDetail>(line.Figures).Claims!.Select(part => PayClaimEntry.Of(line, part, now)));
    }
}
