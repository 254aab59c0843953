using Clinic.Payroll.Employees;
using Clinic.Payroll.PayRuns;
using Clinic.TestSupport;
using Clinic.Values;

namespace Clinic.Payroll.Tests.Rules;

public sealed class MonthPayRules
{
    static readonly Guid Person = Guid.CreateVersion7();

    internal static readonly PayRules Rules = new(40, 30, 30, 10, 3, 100, 120, 8, 2, 0.5m, 0, 0, 1, 10);

    [Theory]
    [Rule("R-037")]
    [InlineData("2026-03", "2020-01-01", null, "3100.00")]
    [InlineData("2026-02", "2020-01-01", null, "3100.00")]
    [InlineData("2024-02", "2024-02-29", null, "106.90")]
    [InlineData("2026-02", "2026-02-28", null, "110.71")]
    [InlineData("2026-04", "2026-04-16", null, "1550.00")]
    [InlineData("2026-03", "2020-01-01", "2026-03-01", "100.00")]
    [InlineData("2026-03", "2026-03-31", "2026-03-31", "100.00")]
    [InlineData("2026-03", "2026-03-10", "2026-03-19", "1000.00")]
    [InlineData("2026-03", "2026-04-01", null, "")]
    [InlineData("2026-03", "2020-01-01", "2026-02-28", "")]
    public void Base_pay_counts_the_calendar_days_of_employment_in_months_of_every_length(
        string month,
        string hired,
        string? left,
        string amount
    )
    {
        var basis = Employed(month, hired, left, Term(3100m, hired));

        var lines = MonthPay.Of(basis, new(Rules, null, Amounts(0m)), []).Where(line => line.Of == PayKind.Base);

        Assert.Equal(amount, string.Join(' ', lines.Select(line => Text(line.Amount.Amount))));
        Assert.All(basis.Stretches, stretch => Assert.InRange(stretch.Days, 1, 31));
    }

    [Fact]
    public void A_raise_within_the_month_gives_a_line_for_each_part_and_no_day_counts_twice()
    {
        var basis = Employed(
            "2026-03",
            "2020-01-01",
            null,
            Term(3100m, "2020-01-01"),
            Term(6200m, "2026-03-11"),
            Term(9300m, "2026-04-01")
        );

        Assert.Equal(
            [("2026-03-01", "2026-03-10", 10), ("2026-03-11", "2026-03-31", 21)],
            basis.Stretches.Select(stretch => ($"{stretch.From:yyyy-MM-dd}", $"{stretch.To:yyyy-MM-dd}", stretch.Days))
        );
        Assert.Equal(
            ["1000.00", "4200.00"],
            MonthPay
                .Of(basis, new(Rules, null, Amounts(0m)), [])
                .Where(line => line.Of == PayKind.Base)
                .Select(line => Text(line.Amount.Amount))
        );
    }

    [Theory]
    [Rule("R-038")]
    [InlineData(0, "80 90 100", 100, "100 90 100", "97.0", "970.00")]
    [InlineData(1, "80 90 100", 100, "90 90 100", "93.0", "930.00")]
    [InlineData(12, "0 0 0", 0, "0 0 0", "0.0", "0.00")]
    [InlineData(0, "80 90", 50, "100 70 50", "76.0", "760.00")]
    [InlineData(0, "", 119.99, "100 70 119.99", "96.997", "969.97")]
    [InlineData(0, "", 1000, "100 70 120", "97.0", "970.00")]
    [InlineData(0, "", -5, "100 70 0", "61.0", "610.00")]
    [InlineData(0, "70 80 85", 0, "100 78.3333 0", "63.49999", "635.00")]
    public void Performance_pay_is_the_grades_amount_times_weighted_quality_satisfaction_and_volume(
        int complaints,
        string ratings,
        decimal units,
        string indicators,
        string index,
        string amount
    )
    {
        var basis = Employed("2026-03", "2020-01-01", null, Term(3100m, "2020-01-01"));
        List<PayFact> facts = [Fact(PayFactKind.Units, units)];
        facts.AddRange(Enumerable.Range(0, complaints).Select(_ => Fact(PayFactKind.Complaint, 1)));
        facts.AddRange(
            ratings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(score => Fact(PayFactKind.Rating, decimal.Parse(score, null)))
        );

        var line = MonthPay.Of(basis, new(Rules, 70m, Amounts(1000m)), facts).Single(line => line.Of == PayKind.Performance);

        var seen = line.Figures.Indicators!;
        Assert.Equal(indicators, $"{seen.Quality:0.####} {seen.Satisfaction:0.####} {seen.Volume:0.####}");
        Assert.Equal(decimal.Parse(index, null), seen.Index);
        Assert.Equal(amount, Text(line.Amount.Amount));
        Assert.Equal(facts.Select(fact => fact.Id).Order(), line.Sources);
    }

    [Theory]
    [InlineData(3, true, RatedBy.OwnRatings)]
    [InlineData(2, true, RatedBy.BranchMean)]
    [InlineData(2, false, RatedBy.NobodyRated)]
    [InlineData(0, true, RatedBy.BranchMean)]
    public void It_is_marked_whose_ratings_made_up_satisfaction(int ratings, bool branchHasSome, RatedBy by)
    {
        var basis = Employed("2026-03", "2020-01-01", null, Term(3100m, "2020-01-01"));
        var facts = Enumerable.Range(0, ratings).Select(_ => Fact(PayFactKind.Rating, 90)).ToList();

        var seen = MonthPay.IndicatorsOf(basis, new(Rules, branchHasSome ? 60m : null, Amounts(1000m)), facts);

        Assert.Equal(
            (
                by,
                ratings,
                by switch
                {
                    RatedBy.OwnRatings => 90m,
                    RatedBy.BranchMean => 60m,
                    _ => 100m,
                }
            ),
            (seen.SatisfactionFrom, seen.Ratings, seen.Satisfaction)
        );
    }

    [Fact]
    public void A_rating_that_was_taken_back_counts_neither_as_score_nor_as_one_of_those_needed()
    {
        var basis = Employed("2026-03", "2020-01-01", null, Term(3100m, "2020-01-01"));
        List<PayFact> facts =
        [
            Fact(PayFactKind.Rating, 90),
            Fact(PayFactKind.Rating, 80),
            Fact(PayFactKind.Rating, 0),
            Fact(PayFactKind.Rating, 0) with
            {
                TakesBack = true,
            },
        ];

        Assert.Equal(
            (2, RatedBy.BranchMean),
            (MonthPay.IndicatorsOf(basis, new(Rules, 60m, Amounts(1m)), facts) is var seen ? seen.Ratings : 0, seen.SatisfactionFrom)
        );
        Assert.Equal(85m, MonthPay.MeanOf([.. facts]));
    }

    [Fact]
    public void Half_a_month_has_half_the_amount_and_half_the_target()
    {
        var basis = Employed("2026-04", "2026-04-16", null, Term(3000m, "2026-04-16"));

        var line = MonthPay
            .Of(basis, new(Rules, 100m, Amounts(1000m)), [Fact(PayFactKind.Units, 50)])
            .Single(payLine => payLine.Of == PayKind.Performance);

        Assert.Equal((100m, 50m, 500m), (line.Figures.Indicators!.Volume, line.Figures.Indicators.Target, line.Amount.Amount));
    }

    [Fact]
    [Rule("R-042")]
    public void All_five_insurances_are_lines_of_their_own_at_the_settings_rates_also_those_the_employer_pays_alone()
    {
        var basis = Employed("2026-03", "2020-01-01", null, Term(6543.21m, "2020-01-01"));

        var lines = MonthPay.Of(basis, new(Rules, null, Amounts(0m)), []).Where(line => line.Of >= PayKind.Pension).ToList();

        Assert.Equal(
            [PayKind.Pension, PayKind.Medical, PayKind.Unemployment, PayKind.WorkInjury, PayKind.Maternity],
            lines.Select(line => line.Of)
        );
        Assert.Equal(["-523.46", "-130.86", "-32.72", "0.00", "0.00"], lines.Select(line => Text(line.Amount.Amount)));
    }

    [Fact]
    public void Cents_are_rounded_half_up_away_from_zero_on_either_side()
    {
        var basis = Employed("2026-03", "2020-01-01", null, Term(3100m, "2020-01-01"));

        var lines = MonthPay.Of(
            basis,
            new(Rules, null, Amounts(0m)),
            [Fact(PayFactKind.Commission, 10.005m), Fact(PayFactKind.Deduction, 10.005m)]
        );

        Assert.Equal(
            [10.01m, -10.01m],
            lines.Where(line => line.Of is PayKind.Commission or PayKind.Deduction).Select(line => line.Amount.Amount)
        );
    }

    [Theory]
    [InlineData(MonthPay.FirstVersion, "JPY", "33.33")]
    [InlineData(MonthPay.CurrentVersion, "JPY", "33.00")]
    [InlineData(MonthPay.FirstVersion, "CNY", "33.33")]
    [InlineData(MonthPay.CurrentVersion, "CNY", "33.33")]
    public void A_month_is_worked_out_by_the_version_of_the_rules_it_was_worked_out_by_first(int version, string currency, string amount)
    {
        PayTerm term = new()
        {
            BaseGrade = "G3",
            BasePay = new(100m, currency),
            From = Day("2024-04-21"),
            Reason = "agreed",
        };
        var basis = EmploymentTerms.Of(PayMonth.Read("2024-04"), Day("2024-04-21"), null, [term], _ => new(0m, currency));

        var line = MonthPay.Of(basis, new(Rules, null, Amounts(0m), version), []).Single(line => line.Of == PayKind.Base);

        Assert.Equal(amount, Text(line.Amount.Amount));
        Assert.Throws<InvalidOperationException>(() => MonthPay.Of(basis, new(Rules, null, Amounts(0m), MonthPay.CurrentVersion + 1), []));
    }

    [Fact]
    public void A_third_of_a_month_is_divided_last_so_that_half_a_cent_is_still_half_a_cent()
    {
        var basis = EmploymentTerms.Of(
            PayMonth.Read("2026-04"),
            Day("2026-04-21"),
            null,
            [Term(3000m, "2026-04-21")],
            _ => new(2402.50m, "CNY")
        );
        PayParameters measures = new(Rules with { VolumeTarget = 200 }, 90m, Amounts(2402.50m));

        // 2402.50 × 10 ÷ 30 × 63 % is 504.525 exactly.
        var line = MonthPay.Of(basis, measures, [Fact(PayFactKind.Complaint, 1)]).Single(payLine => payLine.Of == PayKind.Performance);
        // 0.0001 of 66.6666… is 0.00015 % exactly.
        var seen = MonthPay.IndicatorsOf(basis, measures, [Fact(PayFactKind.Units, 0.0001m)]);

        Assert.Equal((63m, 504.53m), (line.Figures.Indicators!.Index, line.Amount.Amount));
        Assert.Equal(0.0002m, seen.Volume);
    }

    internal static EmploymentTerms Employed(string month, string hired, string? left, params PayTerm[] terms) =>
        EmploymentTerms.Of(PayMonth.Read(month), Day(hired), left is null ? null : Day(left), terms, _ => new(1000m, "CNY"));

    internal static PayTerm Term(decimal amount, string from) =>
        new()
        {
            BaseGrade = "G3",
            BasePay = new(amount, "CNY"),
            From = Day(from),
            Reason = "agreed",
        };

    internal static PayFact Fact(PayFactKind counts, decimal value, string day = "2026-03-05") =>
        new(Guid.CreateVersion7(), Person, counts, value, null, Day(day), value < 0);

    internal static Dictionary<string, Money> Amounts(decimal performance) => new() { ["G3"] = new(performance, "CNY") };

    static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    static string Text(decimal amount) => amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
