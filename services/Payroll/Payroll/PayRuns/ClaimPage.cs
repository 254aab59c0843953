namespace Clinic.Payroll.PayRuns;

/// <summary>
/// A page of claims in the order of their ids, which is the order of their runs; each with what was settled of it and by which run, with
/// what is waived, and with waivers that were taken back.
/// </summary>
public sealed record ClaimPage(IReadOnlyList<ClaimPage.Line> Claims, Guid? Next)
{
    /// <param name="Id">The payslip that left it open.</param>
    /// <param name="Month">The month of the run it arose in.</param>
    /// <param name="Open">Zero when it is settled or waived.</param>
    /// <param name="Waived">What of it is not collected any more; nothing when it is not waived.</param>
    /// <param name="Withdrawn">Waivers that were taken back, the first one first.</param>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        Guid PayRunId,
        string Month,
        Money Amount,
        Money Open,
        IReadOnlyList<Part> Settled,
        Waiver? Waived,
        IReadOnlyList<Withdrawal> Withdrawn
    );

    /// <summary>What one run settled of it.</summary>
    public sealed record Part(Guid PayRunId, Money Amount, DateTimeOffset At);

    /// <summary>What was waived of it, by whom, when and why.</summary>
    public sealed record Waiver(Money Amount, [Employee] Guid By, DateTimeOffset At, string Reason);

    /// <summary>What of it is collected again, who took its waiver back, when and why.</summary>
    public sealed record Withdrawal(Money Amount, [Employee] Guid By, DateTimeOffset At, string Reason);

    internal static Waiver? WaiverOf(PayClaimEntry entry) =>
        entry.WaivedBy is { } by ? new(entry.Settled, by, entry.At, entry.WaiverReason?.Read() ?? "") : null;

    internal static Withdrawal? WithdrawalOf(PayClaimEntry entry) =>
        entry.WithdrawnBy is { } by
            ? new(entry.Settled with { Amount = entry.Open }, by, entry.At, entry.WithdrawalReason?.Read() ?? "")
            : null;

    internal static async Task<ClaimPage> Read(
        PayrollDb db,
        IQueryable<PayClaim> of,
        bool? open,
        Guid? after,
        int limit,
        CancellationToken stop
    )
    {
        var page = await of.AsNoTracking()
            .Where(claim => after == null || claim.Id > after)
            .Where(claim =>
                open == null
                || open
                    == !db.PayClaimEntries.Any(entry =>
                        entry.ClaimId == claim.Id
                        && entry.Open == 0
                        && !db.PayClaimEntries.Any(later => later.ClaimId == claim.Id && later.Number > entry.Number)
                    )
            )
            .OrderBy(claim => claim.Id)
            .ToPage(limit, claim => claim.Id, stop);
        var ids = page.Items.Select(claim => claim.Id).ToList();
        var entries = await db
            .PayClaimEntries.AsNoTracking()
            .Where(entry => ids.Contains(entry.ClaimId))
            .OrderBy(entry => entry.Number)
            .ToListAsync(stop);
        await db.Open(entries, stop);
        var parts = entries.ToLookup(entry => entry.ClaimId);
        return new(
            [
                .. page.Items.Select(claim => new Line(
                    claim.Id,
                    claim.PersonId,
                    claim.BranchId,
                    claim.PayRunId,
                    new PayMonth(claim.Month).ToString(),
                    claim.Amount,
                    claim.Amount with
                    {
                        Amount = parts[claim.Id].LastOrDefault()?.Open ?? claim.Amount.Amount,
                    },
                    [
                        .. parts[claim.Id]
                            .Where(entry => entry.PayRunId is not null)
                            .Select(entry => new Part(entry.PayRunId!.Value, entry.Settled, entry.At)),
                    ],
                    parts[claim.Id].Select(WaiverOf).LastOrDefault(),
                    [.. parts[claim.Id].Select(WithdrawalOf).OfType<Withdrawal>()]
                )),
            ],
            page.Next
        );
    }
}
