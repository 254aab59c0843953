namespace Clinic.Payroll.PayRuns;

/// <summary>
/// What waits about pay: a draft of a month that is over waits for a second person to lock it; one that was worked out too early, or
/// before another month of the branch was locked, waits to be worked out again; a claim waits until it is settled by the next runs or
/// waived. Whether later facts outdate a draft shows when it is locked.
/// </summary>
static class PayWork
{
    const string Noun = "pay run";

    public static readonly WorkKind Lock = new("payroll-pay-run.lock", nameof(LockPay), Noun, Rights.LockPay),
        Calculation = new("payroll-pay-run.calculation", nameof(CalculatePay), Noun, Rights.CalculatePay);

    /// <summary>Not for its person, nor for whoever worked its run out or locked it.</summary>
    public static readonly WorkKind Claim = new("payroll-claim.open", nameof(WaiveClaim), "claim", Rights.LockPay);

    /// <summary>The drafts that are not locked, and the claims that are not settled.</summary>
    public static IReadOnlyList<OpenNouns> Open(PayrollDb db) =>
        [
            OpenNouns.Of(
                db.PayCalculations.Where(calculation =>
                    !db.PayLocks.Any(done => done.PayRunId == calculation.PayRunId)
                    && !db.PayCalculations.Any(later => later.PayRunId == calculation.PayRunId && later.Number > calculation.Number)
                ),
                calculation => calculation.PayRunId,
                calculation => calculation.BranchId
            ),
            OpenNouns.Of(
                db.PayClaims.Where(claim =>
                    !db.PayClaimEntries.Any(entry =>
                        entry.ClaimId == claim.Id
                        && entry.Open == 0
                        && !db.PayClaimEntries.Any(later => later.ClaimId == claim.Id && later.Number > entry.Number)
                    )
                ),
                claim => claim.Id,
                claim => claim.BranchId
            ),
        ];

    /// <summary>Writes down what waits about every run and claim that this save changes.</summary>
    public static async Task Keep(PayrollDb db, CancellationToken stop)
    {
        foreach (var calculation in db.Changing<PayCalculation>())
            db.KeepWork(
                calculation.PayRunId,
                calculation.BranchId,
                [Lock, Calculation],
                [
                    calculation.MonthWasOver && !await IsOutdated(db, calculation, stop)
                        ? new(Lock, Except: [calculation.CalculatedBy])
                        : await Again(db, calculation.PayRunId, stop),
                ]
            );
        foreach (var done in db.Changing<PayLock>())
        {
            db.KeepWork(done.PayRunId, done.BranchId, [Lock, Calculation], []);
            var outdated = await db
                .PayRuns.Where(run =>
                    run.BranchId == done.BranchId && run.Id != done.PayRunId && !db.PayLocks.Any(payLock => payLock.PayRunId == run.Id)
                )
                .Select(run => run.Id)
                .ToListAsync(stop);
            foreach (var run in outdated)
                db.KeepWork(run, done.BranchId, [Lock, Calculation], [await Again(db, run, stop)]);
        }
        List<PayClaim> open = [.. db.Changing<PayClaim>()];
        foreach (var entry in db.Changing<PayClaimEntry>().Where(entry => IsNew(db, entry) && entry.WithdrawnBy is not null))
            open.Add((await db.PayClaims.FindAsync([entry.ClaimId], stop))!);
        foreach (var claim in open)
            db.KeepWork(claim.Id, claim.BranchId, [Claim], [new(Claim, Except: [claim.PersonId, .. await RaisedBy(db, claim, stop)])]);
        foreach (var entry in db.Changing<PayClaimEntry>().Where(entry => IsNew(db, entry) && entry.Open == 0))
            db.KeepWork(entry.ClaimId, entry.BranchId, [Claim], []);
    }

    // The words of an old entry may be sealed long after.
    static bool IsNew(PayrollDb db, PayClaimEntry entry) => db.Entry(entry).State == EntityState.Added;

    // A new one never is: it is worked out while the branch is held.
    static async Task<bool> IsOutdated(PayrollDb db, PayCalculation calculation, CancellationToken stop) =>
        db.IsReconsidered(calculation)
        && await db.PayLocks.CountAsync(done => done.BranchId == calculation.BranchId, stop) != calculation.AfterLocks;

    // Due when the month is over in the branch, because no earlier draft can be locked.
    static async Task<WaitingWork> Again(PayrollDb db, Guid id, CancellationToken stop)
    {
        var run = (await db.PayRuns.FindAsync([id], stop))!;
        var branch = await db.Branches.FindAsync([run.BranchId], stop);
        return new(Calculation, DueAt: branch is null ? null : new PayMonth(run.Month).EndIn(branch));
    }

    static async Task<IEnumerable<Guid>> RaisedBy(PayrollDb db, PayClaim claim, CancellationToken stop)
    {
        var done =
            db.Changing<PayLock>().FirstOrDefault(payLock => payLock.PayRunId == claim.PayRunId)
            ?? await db.PayLocks.AsNoTracking().FirstOrDefaultAsync(payLock => payLock.PayRunId == claim.PayRunId, stop);
        if (done is null)
            return [];
        var calculatedBy = await db
            .PayCalculations.Where(calculation => calculation.PayRunId == done.PayRunId && calculation.Number == done.Number)
            .Select(calculation => calculation.CalculatedBy)
            .ToListAsync(stop);
        return [.. calculatedBy, done.LockedBy];
    }
}
