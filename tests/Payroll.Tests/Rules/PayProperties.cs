using Clinic.Payroll.Employees;
using Clinic.Payroll.PayRuns;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>What holds for any person in any month, tried on made-up ones; the seed of a failure is in its message.</summary>
public sealed class PayProperties
{
    const int Tries = 2_000;

    [Fact]
    public void Net_pay_is_the_sum_of_the_lines_and_every_line_is_exact_to_the_cent() => Try((random, seed) =>
    {
        var (basis, measures, facts) = Made(random);

        DraftSlip slip = new(Guid.Empty, basis.Currency, [basis], MonthPay.Of(basis, measures, facts));

        Assert.True(slip.Net.Amount == slip.Lines.Sum(line => line.Amount.Amount), $"seed {seed}");
        Assert.All(slip.Lines, line => Assert.True(decimal.Round(line.Amount.Amount, 2) == line.Amount.Amount && line.Amount.Currency == slip.Net.Currency, $"seed {seed}"));
        Assert.True(slip.Lines.Where(line => line.Of == PayKind.Base).Sum(line => line.Figures.Days) == (basis.Days == 0 ? 0 : basis.Days), $"seed {seed}");
    });

    [Fact]
    public void The_same_facts_in_any_order_give_the_same_lines() => Try((random, seed) =>
    {
        var (basis, measures, facts) = Made(random);
        var shuffled = facts.OrderBy(_ => random.Next()).ToList();

        Assert.True(Written(MonthPay.Of(basis, measures, facts)) == Written(MonthPay.Of(basis, measures, shuffled)), $"seed {seed}");
    });

    [Fact]
    public void Deltas_of_whatever_came_late_bring_a_locked_month_to_what_one_right_calculation_would_have_paid() => Try((random, seed) =>
    {
        var (basis, measures, facts) = Made(random);
        // In any number of portions: the first one before the lock, each further one late in a run of its own.
        var portions = facts.ToLookup(_ => random.Next(0, 4));
        List<PayFact> known = [.. portions[0]];
        List<PayLine> paid = [.. MonthPay.Of(basis, measures, known)];
        for (var run = 1; run < 4; run++)
        {
            known.AddRange(portions[run]);
            paid.AddRange(Arrears.Of(basis, MonthPay.Of(basis, measures, known), Sums(paid), [.. portions[run]]).ToList());
        }

        var right = MonthPay.Of(basis, measures, facts);

        var kinds = right.Concat(paid).Select(line => line.Of).Distinct().ToList();
        Assert.All(kinds, kind => Assert.True(Sums(right).GetValueOrDefault(kind) == Sums(paid).GetValueOrDefault(kind), $"{kind}, seed {seed}"));
        Assert.Empty(Arrears.Of(basis, right, Sums(paid), []));
    });

    [Fact]
    public void An_employment_is_cut_into_parts_that_neither_overlap_nor_leave_a_day_out() => Try((random, seed) =>
    {
        var month = new PayMonth(new(2024 + random.Next(3), 1 + random.Next(12), 1));
        var hired = month.First.AddDays(random.Next(-60, 35));
        DateOnly? left = random.Next(2) == 0 ? null : hired.AddDays(random.Next(0, 90));
        List<PayTerm> terms = [Term(random, hired)];
        while (random.Next(3) > 0) terms.Add(Term(random, terms[^1].From.AddDays(random.Next(1, 20))));

        var basis = Basis.Of(month, hired, left, terms, _ => default);

        var days = basis.Stretches.SelectMany(one => Enumerable.Range(0, one.Days).Select(day => one.From.AddDays(day))).ToList();
        var wanted = Enumerable.Range(0, month.Days).Select(day => month.First.AddDays(day)).Where(day => day >= hired && (left is null || day <= left)).ToList();
        Assert.True(wanted.SequenceEqual(days), $"seed {seed}");
        Assert.All(days, day => Assert.True(basis.Stretches.Single(one => one.From <= day && day <= one.To).BasePay == terms.Last(term => term.From <= day).BasePay.Amount, $"seed {seed}"));
    });

    static void Try(Action<Random, int> property)
    {
        for (var seed = 1; seed <= Tries; seed++) property(new(seed), seed);
    }

    static Dictionary<PayKind, decimal> Sums(IEnumerable<PayLine> lines) => lines.GroupBy(line => line.Of).ToDictionary(kind => kind.Key, kind => kind.Sum(line => line.Amount.Amount));

    static string Written(IEnumerable<PayLine> lines) => string.Join('|', lines.Select(line => $"{line.Of} {line.Amount} {string.Join(',', line.Sources)}"));

    static (Basis Basis, Measures Measures, List<PayFact> Facts) Made(Random random)
    {
        var month = new PayMonth(new(2024 + random.Next(3), 1 + random.Next(12), 1));
        var hired = month.First.AddDays(random.Next(-40, month.Days));
        DateOnly? left = random.Next(4) == 0 ? hired.AddDays(random.Next(0, 60)) : null;
        List<PayTerm> terms = [Term(random, hired)];
        if (random.Next(3) == 0) terms.Add(Term(random, hired.AddDays(random.Next(1, 40))));
        var quality = random.Next(0, 101);
        var satisfaction = random.Next(0, 101 - quality);
        PayRules rules = MonthPayRules.Rules with
        {
            QualityWeight = quality, SatisfactionWeight = satisfaction, VolumeWeight = 100 - quality - satisfaction, VolumeTarget = Cents(random, 1, 300), ComplaintPoints = random.Next(0, 30),
        };
        var amount = Cents(random, 0, 5_000);
        Measures measures = new(rules, random.Next(3) == 0 ? null : Cents(random, 0, 100), MonthPayRules.Amounts(amount));
        var basis = Basis.Of(month, hired, left, terms, _ => new(amount, "CNY"));

        List<PayFact> facts = [];
        for (var count = random.Next(0, 12); count > 0; count--)
        {
            var kind = (Counts)random.Next(5);
            var value = kind switch { Counts.Rating => random.Next(0, 101), Counts.Complaint => 1, Counts.Units => Cents(random, 0, 60), _ => random.Next(0, 10_000_000) / 10_000m };
            PayFact fact = new(Guid.NewGuid(), Guid.Empty, kind, value, null, month.First, false);
            facts.Add(fact);
            if (random.Next(4) == 0) facts.Add(fact with { Id = Guid.NewGuid(), Value = -value, TakesBack = true });
        }
        return (basis, measures, facts);
    }

    static PayTerm Term(Random random, DateOnly from) => new() { BaseGrade = "G3", BasePay = new(Cents(random, 1, 30_000), "CNY"), From = from, Reason = "agreed" };

    static decimal Cents(Random random, int least, int most) => random.Next(least * 100, most * 100 + 1) / 100m;
}
