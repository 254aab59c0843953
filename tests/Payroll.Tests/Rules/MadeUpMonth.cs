using System.Numerics;
using System.Text.Json;
using Clinic.Payroll.Employees;
using Clinic.Payroll.PayRuns;
using Clinic.Values;
using CsCheck;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>Any person in any month, as agreed and written down; and what it comes to, counted day by day in exact fractions.</summary>
/// <param name="Late">For each fact the run that first knew it: 0 before the month was locked, later ones after.</param>
public sealed record MadeUpMonth(
    PayMonth Month,
    DateOnly Hired,
    DateOnly? Left,
    IReadOnlyList<PayTerm> Terms,
    IReadOnlyDictionary<string, Money> Amounts,
    PayRules Rules,
    decimal? BranchMean,
    IReadOnlyList<PayFact> Facts,
    IReadOnlyList<int> Late
)
{
    /// <summary>How many runs learn of the facts.</summary>
    public const int Runs = 4;

    static readonly Gen<PayMonth> Months = Gen.Int[2024 * 12, 2027 * 12 - 1]
        .Select(number => new PayMonth(new(number / 12, number % 12 + 1, 1)));

    static readonly Gen<PayRules> Weighed =
        from quality in Gen.Int[0, 100]
        from satisfaction in Gen.Int[0, 100 - quality]
        from points in Gen.Int[0, 30]
        from minimum in Gen.Int[1, 4]
        from target in Amount(1, 300)
        from pension in Gen.Int[0, 500]
        select MonthPayRules.Rules with
        {
            QualityWeight = quality,
            SatisfactionWeight = satisfaction,
            VolumeWeight = 100 - quality - satisfaction,
            ComplaintPoints = points,
            MinRatings = minimum,
            VolumeTarget = target,
            Pension = pension / 10m,
        };

    /// <summary>
    /// A third of a month or two, of round amounts, times marks that three divides: the third is endless, and the line often comes to
    /// exactly half a cent.
    /// </summary>
    public static readonly Gen<MadeUpMonth> HalfCents =
        from hired in Gen.OneOf(new DateOnly(2026, 4, 21), new DateOnly(2026, 4, 11))
        from pay in Gen.Int[1, 20_000]
        from amount in Gen.Int[1, 6_000]
        from mean in Gen.Int[0, 12]
        let rules = MonthPayRules.Rules with
        {
            QualityWeight = 30,
            SatisfactionWeight = 40,
        }
        select Of(PayMonth.Of(hired), hired, null, [(pay / 2m, "G3", 1)], (amount / 2m, 0m), rules, mean * 7.5m, []);

    /// <summary>All months there are to be tried.</summary>
    public static readonly Gen<MadeUpMonth> Any =
        from month in Months
        from hired in Gen.Int[-40, 30].Select(days => month.First.AddDays(days))
        from left in Gen.Frequency((3, Gen.Const((DateOnly?)null)), (1, Gen.Int[0, 60].Select(days => (DateOnly?)hired.AddDays(days))))
        from terms in Gen.Select(Amount(1, 30_000), Gen.OneOf("G3", "G4"), Gen.Int[1, 20]).Array[1, 4]
        from amounts in Gen.Select(Amount(0, 5_000), Amount(0, 5_000))
        from rules in Weighed
        from mean in Gen.Frequency((1, Gen.Const((decimal?)null)), (2, Gen.Int[0, 1_000_000].Select(units => (decimal?)(units / 10_000m))))
        from facts in Gen.Select(FactOf(month), Gen.Int[0, Runs - 1], Gen.Int[-1, Runs - 1]).Array[0, 8]
        select Of(month, hired, left, terms, amounts, rules, mean, facts);

    public EmploymentTerms Basis => EmploymentTerms.Of(Month, Hired, Left, Terms, grade => Amounts[grade]);

    public PayParameters Measures => new(Rules, BranchMean, Amounts);

    /// <summary>The parts of pay in cents, as the rules say and in the order of the payslip.</summary>
    public IReadOnlyList<(PayKind Of, BigInteger Cents)> Exactly()
    {
        // Whoever is employed on a day is paid by the last term agreed for it; the first counts from the first day of work.
        var days = Enumerable
            .Range(0, Month.Days)
            .Select(day => Month.First.AddDays(day))
            .Where(day => day >= Hired && (Left is null || day <= Left))
            .Select(day => Terms.LastOrDefault(term => term.From <= day) ?? Terms[0])
            .ToList();
        var stretches = days.Distinct()
            .Select(term => (PayKind.Base, Cents: Sum(days.Where(day => day == term), day => Share(day.BasePay.Amount)).Units(2)))
            .ToList();
        List<(PayKind, BigInteger)> lines = [.. stretches];
        var insured = new Fraction(stretches.Aggregate(BigInteger.Zero, (sum, line) => sum + line.Cents), 100);
        var performance = Sum(days, day => Share(Amounts[day.BaseGrade].Amount));
        if (days.Count > 0)
            lines.Add((PayKind.Performance, (performance * Index(days.Count) / 100).Units(2)));
        (PayKind, PayFactKind, int)[] sums =
        [
            (PayKind.Commission, PayFactKind.Commission, 1),
            (PayKind.Deduction, PayFactKind.Deduction, -1),
        ];
        foreach (var (kind, counts, sign) in sums)
        {
            var cents = (sign * Total(counts)).Units(2);
            if (!cents.IsZero)
                lines.Add((kind, cents));
        }
        if (days.Count > 0)
        {
            decimal[] percents = [Rules.Pension, Rules.Medical, Rules.Unemployment, Rules.WorkInjury, Rules.Maternity];
            lines.AddRange(percents.Select((percent, at) => (PayKind.Pension + at, (-1 * insured * Fraction.Of(percent) / 100).Units(2))));
        }
        return lines;
    }

    public override string ToString() => JsonSerializer.Serialize(this);

    Fraction Index(int days)
    {
        var quality = (100 + -1 * Fraction.Of(Rules.ComplaintPoints) * Total(PayFactKind.Complaint)).Within(0, 100);
        var ratings = Facts.Where(fact => fact.Counts == PayFactKind.Rating).Sum(fact => fact.TakesBack ? -1 : 1);
        var satisfaction =
            ratings >= Rules.MinRatings ? Total(PayFactKind.Rating) / ratings
            : BranchMean is { } mean ? Fraction.Of(mean)
            : 100;
        var target = Fraction.Of(Rules.VolumeTarget) * days / Month.Days;
        var volume = (100 * Total(PayFactKind.Units) / target).Within(0, Fraction.Of(Rules.VolumeCap));
        return (
                Fraction.Of(Rules.QualityWeight) * quality.Rounded(4)
                + Fraction.Of(Rules.SatisfactionWeight) * satisfaction.Rounded(4)
                + Fraction.Of(Rules.VolumeWeight) * volume.Rounded(4)
            ) / 100;
    }

    Fraction Share(decimal ofMonth) => Fraction.Of(ofMonth) / Month.Days;

    Fraction Total(PayFactKind counts) => Sum(Facts.Where(fact => fact.Counts == counts), fact => Fraction.Of(fact.Value));

    static Fraction Sum<T>(IEnumerable<T> all, Func<T, Fraction> of) => all.Aggregate((Fraction)0, (sum, item) => sum + of(item));

    static MadeUpMonth Of(
        PayMonth month,
        DateOnly hired,
        DateOnly? left,
        (decimal Pay, string Grade, int After)[] agreed,
        (decimal, decimal) amounts,
        PayRules rules,
        decimal? mean,
        (PayFact Fact, int Run, int BackIn)[] facts
    )
    {
        List<PayTerm> terms = [];
        foreach (var (pay, grade, after) in agreed)
        {
            var from = terms.Count == 0 ? hired : terms[^1].From.AddDays(after);
            terms.Add(
                new()
                {
                    BaseGrade = grade,
                    BasePay = new(pay, "CNY"),
                    From = from,
                    Reason = "agreed",
                }
            );
        }
        // Some are taken back, in the same run or a later one.
        var all = facts
            .SelectMany(pair =>
                pair.BackIn < pair.Run
                    ? [(pair.Fact, pair.Run)]
                    : new[]
                    {
                        (pair.Fact, pair.Run),
                        (pair.Fact with { Id = Guid.NewGuid(), Value = -pair.Fact.Value, TakesBack = true }, pair.BackIn),
                    }
            )
            .ToList();
        Dictionary<string, Money> grades = new() { ["G3"] = new(amounts.Item1, "CNY"), ["G4"] = new(amounts.Item2, "CNY") };
        return new(
            month,
            hired,
            left,
            terms,
            grades,
            rules,
            mean,
            [.. all.Select(pair => pair.Item1)],
            [.. all.Select(pair => pair.Item2)]
        );
    }

    static Gen<PayFact> FactOf(PayMonth month) =>
        from counts in Gen.Enum<PayFactKind>()
        from value in counts switch
        {
            PayFactKind.Rating => Gen.Int[0, 100].Select(score => (decimal)score),
            PayFactKind.Complaint => Gen.Const(1m),
            PayFactKind.Units => Amount(0, 60),
            _ => Gen.Int[0, 10_000_000].Select(units => units / 10_000m),
        }
        from id in Gen.Guid
        select new PayFact(id, Guid.Empty, counts, value, null, month.First, false);

    // Half of them round, because a half cent to be rounded comes out of round amounts.
    static Gen<decimal> Amount(int least, int most) =>
        Gen.OneOf(
            Gen.Int[least * 100, most * 100].Select(number => number / 100m),
            Gen.Int[least * 2, most * 2].Select(number => number / 2m)
        );
}
