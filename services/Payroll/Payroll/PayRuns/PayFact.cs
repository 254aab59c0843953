namespace Clinic.Payroll.PayRuns;

/// <summary>What a line of a ledger says for pay.</summary>
public enum PayFactKind
{
    Units,
    Rating,
    Complaint,
    Commission,
    Deduction,
}

/// <summary>
/// One line of the workload or performance ledger as pay sees it. A line that takes another back counts for the day of that
/// line, so that the month it happened in becomes right, not the month in which it was found wrong.
/// </summary>
/// <param name="Id">The line of the ledger.</param>
/// <param name="Value">Below zero when it takes another line back.</param>
public sealed record PayFact(Guid Id, Guid PersonId, PayFactKind Counts, decimal Value, string? Currency, DateOnly Day, bool TakesBack)
{
    /// <summary>The month it counts for.</summary>
    public PayMonth Month => PayMonth.Of(Day);

    /// <summary>The part of pay it changes.</summary>
    public PayKind Changes =>
        Counts switch
        {
            PayFactKind.Commission => PayKind.Commission,
            PayFactKind.Deduction => PayKind.Deduction,
            _ => PayKind.Performance,
        };
}
