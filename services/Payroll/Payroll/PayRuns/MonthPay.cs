namespace Clinic.Payroll.PayRuns;

/// <summary>
/// The parts of pay; of the insurances the employee's share. All but the last three are what a month earned; these say what the run
/// did not settle, settled of earlier months, or was waived.
/// </summary>
public enum PayKind
{
    Base,
    Performance,
    Commission,
    Deduction,
    Pension,
    Medical,
    Unemployment,
    WorkInjury,
    Maternity,

    /// <summary>Kept from this pay for claims of earlier months (<see cref="Settlement"/>).</summary>
    Collected,

    /// <summary>What could not be kept from this pay; it becomes a claim against the person.</summary>
    CarriedForward,

    /// <summary>
    /// Tells of claims that were waived, by an amount of zero; below zero it is what of a deduction that is taken back was waived and
    /// never kept (<see cref="WaivedClaims"/>).
    /// </summary>
    Waived,
}

/// <summary>A line as worked out: what it is for, exact to the cent, and the ledger lines it stands on.</summary>
public sealed record PayLine(PayKind Of, PayMonth For, Money Amount, IReadOnlyList<Guid> Sources, CalculationDetail Figures);

/// <summary>What a month is judged by besides a person's own facts; kept with the run, so that the month can be worked out again.</summary>
/// <param name="BranchMean">The mean of the branch's ratings when the month was worked out; nothing when there were none.</param>
/// <param name="PerformanceOf">The performance amount of each grade in force on the last day of the month.</param>
/// <param name="Version">The version of <see cref="MonthPay"/> that worked the month out. Runs before versions were kept are of the
/// first.</param>
public sealed record PayParameters(
    PayRules Rules,
    decimal? BranchMean,
    IReadOnlyDictionary<string, Money> PerformanceOf,
    int Version = MonthPay.FirstVersion
);

/// <summary>
/// Works out one person's pay of one month; it asks nobody and knows no clock. Every line is rounded
/// half up to the cent, away from zero, and net pay is the sum of the lines. A line multiplies first and divides once, at the end: a third
/// of a month has no end as a decimal, and times three it is no longer the half cent that is to be rounded up.
/// A change of these rules gets a new version, and a month is worked out again by the version it was worked out by first. So new code
/// never gives a locked month another price.
/// </summary>
public static class MonthPay
{
    /// <summary>Every line was rounded to two decimals, whatever the currency.</summary>
    public const int FirstVersion = 1;

    /// <summary>A line has the decimals of its currency. New runs are worked out by this version.</summary>
    public const int CurrentVersion = 2;

    const int Decimals = 4;

    /// <summary>The lines of a month, from the terms of employment and everything that counts for it.</summary>
    public static IReadOnlyList<PayLine> Of(EmploymentTerms basis, PayParameters measures, IReadOnlyCollection<PayFact> facts)
    {
        var (month, currency) = (basis.Month, basis.Currency);
        List<PayLine> lines =
        [
            .. basis.Stretches.Select(stretch => new PayLine(
                PayKind.Base,
                month,
                Amount(measures, stretch.BasePay * stretch.Days / month.Days, currency),
                [],
                new()
                {
                    Grade = stretch.Grade,
                    MonthlyAmount = stretch.BasePay,
                    From = stretch.From,
                    To = stretch.To,
                    Days = stretch.Days,
                    DaysInMonth = month.Days,
                }
            )),
        ];
        var insured = lines.Sum(line => line.Amount.Amount);

        if (basis.Days > 0)
            lines.Add(Performance(basis, measures, facts));
        AddSum(PayKind.Commission, 1);
        AddSum(PayKind.Deduction, -1);
        if (basis.Days > 0)
        {
            lines.AddRange(
                measures
                    .Rules.Insurances()
                    .Select(share => new PayLine(
                        share.Kind,
                        month,
                        Amount(measures, -insured * share.Percent / 100, currency),
                        [],
                        new() { Percent = share.Percent, PercentOf = insured }
                    ))
            );
        }
        return lines;

        void AddSum(PayKind kind, int sign)
        {
            var counted = facts.Where(fact => fact.Changes == kind).ToList();
            var sum = Amount(measures, sign * counted.Sum(fact => fact.Value), currency);
            if (sum.Amount != 0)
                lines.Add(new(kind, month, sum, Sources(counted), new()));
        }
    }

    /// <summary>The three indicators of a person in a month.</summary>
    public static Indicators IndicatorsOf(EmploymentTerms basis, PayParameters measures, IReadOnlyCollection<PayFact> facts)
    {
        var rules = measures.Rules;
        var complaints = Sum(PayFactKind.Complaint);
        var quality = Math.Clamp(100 - rules.ComplaintPoints * complaints, 0, 100);

        var own = facts.Where(fact => fact.Counts == PayFactKind.Rating).ToList();
        var ratings = own.Sum(fact => fact.TakesBack ? -1 : 1);
        var (satisfaction, from) =
            ratings >= rules.MinRatings ? (own.Sum(fact => fact.Value) / ratings, RatedBy.OwnRatings)
            : measures.BranchMean is { } mean ? (mean, RatedBy.BranchMean)
            : (100m, RatedBy.NobodyRated);

        // Whoever was here half the month is measured by half the target, because the amount is halved already.
        var units = Sum(PayFactKind.Units);
        var target = rules.VolumeTarget * basis.Days / basis.Month.Days;
        var volume = target > 0 ? Math.Clamp(units * 100 * basis.Month.Days / (rules.VolumeTarget * basis.Days), 0, rules.VolumeCap) : 0;

        (quality, satisfaction, volume) = (Rounded(quality), Rounded(satisfaction), Rounded(volume));
        var index = (rules.QualityWeight * quality + rules.SatisfactionWeight * satisfaction + rules.VolumeWeight * volume) / 100;
        return new(quality, complaints, satisfaction, ratings, from, volume, units, Rounded(target), index);

        decimal Sum(PayFactKind counts) => facts.Where(fact => fact.Counts == counts).Sum(fact => fact.Value);
    }

    /// <summary>The mean of ratings, those taken back left out; nothing when none is left.</summary>
    public static decimal? MeanOf(IReadOnlyCollection<PayFact> ratings)
    {
        var count = ratings.Sum(fact => fact.TakesBack ? -1 : 1);
        return count > 0 ? Rounded(ratings.Sum(fact => fact.Value) / count) : null;
    }

    static PayLine Performance(EmploymentTerms basis, PayParameters measures, IReadOnlyCollection<PayFact> facts)
    {
        var indicators = IndicatorsOf(basis, measures, facts);
        var daysOfAmounts = basis.Stretches.Sum(stretch => stretch.Performance * stretch.Days);
        return new(
            PayKind.Performance,
            basis.Month,
            Amount(measures, daysOfAmounts * indicators.Index / (100 * basis.Month.Days), basis.Currency),
            Sources(facts.Where(fact => fact.Changes == PayKind.Performance)),
            new()
            {
                Grade = basis.Stretches[^1].Grade,
                MonthlyAmount = basis.Stretches[^1].Performance,
                Days = basis.Days,
                DaysInMonth = basis.Month.Days,
                Indicators = indicators,
            }
        );
    }

    static Money Amount(PayParameters measures, decimal amount, string currency) =>
        measures.Version switch
        {
            FirstVersion => new(decimal.Round(amount, 2, MidpointRounding.AwayFromZero), currency),
            CurrentVersion => Money.Rounded(amount, currency),
            _ => throw new InvalidOperationException("A month was worked out by rules that this build does not know."),
        };

    static decimal Rounded(decimal value) => decimal.Round(value, Decimals, MidpointRounding.AwayFromZero);

    static List<Guid> Sources(IEnumerable<PayFact> facts) => [.. facts.Select(fact => fact.Id).Order()];
}
