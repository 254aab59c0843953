namespace Clinic.Payroll.PayRuns;

/// <summary>A run as its approver sees it: state, measures and totals by part of pay, and nobody's name.</summary>
/// <param name="Calculation">What locking names with If-Match; also the ETag.</param>
/// <param name="Totals">Over all payslips; a delta counts in the part of pay it corrects.</param>
public sealed record PayRunView(
    Guid Id,
    [Place] Guid BranchId,
    string Month,
    DateOnly PaidOn,
    PayRunState State,
    int Calculation,
    [Employee] Guid CalculatedBy,
    DateTimeOffset CalculatedAt,
    [Employee] Guid? LockedBy,
    DateTimeOffset? LockedAt,
    string InputHash,
    int Payslips,
    IReadOnlyList<PayRunView.Total> Totals,
    IReadOnlyList<Money> Net,
    PayRules Rules,
    decimal? BranchMean
)
{
    /// <summary>The sum of one part of pay.</summary>
    public sealed record Total(PayKind Of, bool Delta, Money Amount);

    internal static async Task<PayRunView> Of(PayrollDb db, PayRun run, PayCalculation calculation, PayLock? locked, CancellationToken stop)
    {
        var totals = await db
            .PayslipLines.Where(line => line.PayRunId == run.Id && line.Number == calculation.Number)
            .GroupBy(line => new
            {
                line.Of,
                Delta = line.ForMonth != run.Month,
                line.Amount.Currency,
            })
            .Select(part => new
            {
                part.Key.Of,
                part.Key.Delta,
                part.Key.Currency,
                Sum = part.Sum(line => line.Amount.Amount),
            })
            .ToListAsync(stop);
        var measures = JsonText.Read<PayParameters>(calculation.Measures);
        PayMonth month = new(run.Month);
        return new(
            run.Id,
            run.BranchId,
            month.ToString(),
            measures.Rules.PaidOn(month),
            locked is null ? PayRunState.Calculated : PayRunState.Locked,
            calculation.Number,
            calculation.CalculatedBy,
            calculation.At,
            locked?.LockedBy,
            locked?.At,
            calculation.Hash,
            calculation.Payslips,
            [
                .. totals
                    .OrderBy(row => row.Delta)
                    .ThenBy(row => row.Of)
                    .Select(row => new Total(row.Of, row.Delta, new(row.Sum, row.Currency))),
            ],
            [
                .. totals
                    .GroupBy(row => row.Currency)
                    .OrderBy(sums => sums.Key)
                    .Select(sums => new Money(sums.Sum(part => part.Sum), sums.Key)),
            ],
            measures.Rules,
            measures.BranchMean
        );
    }
}
