namespace Clinic.Payroll.PayRuns;

/// <summary>
/// What a month earned is one thing, what its run settles is another. Of deductions and open claims a run keeps at most a share of the
/// month's pay, and net pay is never below zero. What is left becomes a claim against the person; what comes back to the person settles
/// open claims first. What of it was waived does not come back.
/// </summary>
public static class Settlement
{
    /// <summary>The lines by which a payslip differs from what was earned; none when everything is settled.</summary>
    /// <param name="lines">What was earned: the lines of the month and the deltas of earlier ones.</param>
    /// <param name="claims">What the person owes from earlier months.</param>
    /// <param name="waived">What was waived of such claims.</param>
    /// <param name="percent">The most that may be kept of the month's pay.</param>
    public static IEnumerable<PayLine> Of(
        PayMonth month,
        string currency,
        IReadOnlyCollection<PayLine> lines,
        IReadOnlyCollection<OpenClaim> claims,
        WaivedClaims waived,
        decimal percent
    )
    {
        var deducted = -lines.Where(line => line.Of == PayKind.Deduction).Sum(line => line.Amount.Amount);
        var pay = lines.Sum(line => line.Amount.Amount) + deducted;
        var neverKept = waived.NeverKept(-deducted);
        deducted += neverKept;
        var (monthsPay, owed) = (MonthsPay(month, lines), claims.Sum(claim => claim.Open));
        var limit = Math.Min(Money.RoundedDown(monthsPay * percent / 100, currency).Amount, Math.Max(pay, 0));

        // A deduction that was taken back counts as money to settle with, because it may never have been kept.
        var due = deducted + owed;
        var kept = Math.Min(due, limit);
        var left = due - kept + Math.Max(kept - pay, 0);
        var settled = Math.Min(owed, limit + Math.Max(-deducted, 0));
        var carried = left - (owed - settled);

        if (neverKept > 0 || waived.Untold.Count > 0)
        {
            CalculationDetail told = new() { Claims = waived.Untold.Count > 0 ? waived.Untold : null };
            yield return new(PayKind.Waived, month, new(0 - neverKept, currency), [], told);
        }
        if (settled > 0)
            yield return Line(PayKind.Collected, -settled, new() { Claims = [.. Parts(claims, settled)] });
        if (carried > 0)
            yield return Line(PayKind.CarriedForward, carried, new());

        PayLine Line(PayKind kind, decimal amount, CalculationDetail figures) =>
            new(kind, month, new(amount, currency), [], figures with { Percent = percent, PercentOf = monthsPay });
    }

    /// <summary>What the limit is a share of: base, performance and commission of the month itself, before insurances.</summary>
    static decimal MonthsPay(PayMonth month, IEnumerable<PayLine> lines) =>
        Math.Max(
            lines
                .Where(line => line.For == month && line.Of is (PayKind.Base or PayKind.Performance or PayKind.Commission))
                .Sum(line => line.Amount.Amount),
            0
        );

    static IEnumerable<ClaimPart> Parts(IEnumerable<OpenClaim> claims, decimal settled)
    {
        foreach (var claim in claims.OrderBy(claim => claim.Month.First).ThenBy(claim => claim.Id))
        {
            var part = Math.Min(claim.Open, settled);
            settled -= part;
            if (part > 0)
                yield return new(claim.Id, claim.Entries + 1, part, claim.Open - part);
        }
    }
}
