namespace Clinic.Payroll.Performance;

/// <summary>
/// What an accompanied visit is worth: units of work, and a commission when the lead had marked it as extra business before
/// the service. The values in force when it ended judge it.
/// </summary>
static class EngagementUnits
{
    static readonly Policy<decimal> Units = new("workload.engagement.units", 1.00m, 0m, 100m, "default, unconfirmed"),
        HighDifficulty = new("workload.engagement.highDifficulty", 0.50m, 0m, 100m, "default, unconfirmed (A-28)"),
        ExtraBusiness = new("commission.extraBusiness.amount", 50.00m, 0m, 100_000m, "default, unconfirmed (R-039)");

    /// <summary>In which currency a branch pays its commissions.</summary>
    internal static readonly Policy<CurrencyCode> CommissionCurrency = new(
        "commission.currency",
        new("CNY"),
        CurrencyCode.First,
        CurrencyCode.Last,
        "default, unconfirmed"
    );

    /// <summary>Writes the engagement's lines, on the clinic day it ended, whichever of end and report was heard last.</summary>
    public static async Task Count(PayrollDb db, AccompaniedVisit visit, PolicyBook policies, DateTimeOffset now, CancellationToken stop)
    {
        var ended = visit.Ended!;
        var units =
            policies.Value(Units, visit.BranchId, ended.At)
            + (ended.HighDifficulty ? policies.Value(HighDifficulty, visit.BranchId, ended.At) : 0m);
        await PerformanceBook.Write(db, Earn(PerformanceKind.Engagement, units, null), now, stop);
        if (ended.HighDifficulty && policies.Value(ExtraBusiness, visit.BranchId, ended.At) is > 0m and var commission)
        {
            var money = Money.Rounded(commission, policies.Value(CommissionCurrency, visit.BranchId, ended.At).Code);
            await PerformanceBook.Write(db, Earn(PerformanceKind.Commission, money.Amount, money.Currency), now, stop);
        }

        Earned Earn(PerformanceKind kind, decimal value, string? currency) =>
            new()
            {
                Id = Guid.CreateVersion7(now),
                BranchId = visit.BranchId,
                PersonId = visit.PersonId,
                Kind = kind,
                Value = value,
                Currency = currency,
                At = ended.At,
                SourceKind = SourceKinds.Engagement,
                SourceId = visit.Id,
                CaseId = visit.CaseId,
                CauseMessageId = ended.MessageId,
            };
    }
}
