using System.Numerics;
using Clinic.Payroll.Branches;
using Clinic.Payroll.PayRuns;
using Clinic.Payroll.Performance;
using Clinic.Payroll.Workload;
using Clinic.Registration.Contracts;
using Clinic.Values;
using CsCheck;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>What holds for any person in any month, tried on made-up ones; a failure prints the smallest found and its seed.</summary>
public sealed class PayProperties
{
    const int Tries = 1_000;

    static readonly DateTimeOffset Now = new(2026, 3, 5, 2, 0, 0, TimeSpan.Zero);
    static readonly Branch Shanghai = new() { Id = Guid.CreateVersion7(), TimeZone = "Asia/Shanghai" };
    static readonly Gen<decimal> AnyUnits = Gen.Long[-100_000_000_000, 100_000_000_000]
        .Select(Gen.Int[0, 8], (units, decimals) => units / Power(decimals));

    [Fact]
    public void Every_line_is_what_exact_fractions_rounded_once_come_to() => MadeUpMonth.Any.Sample(IsExact, iter: Tries);

    [Fact]
    public void Half_a_cent_is_rounded_up_however_long_the_fraction_it_comes_from() =>
        MadeUpMonth.HalfCents.Sample(IsExact, iter: 2 * Tries);

    [Fact]
    public void Money_is_rounded_half_up_away_from_zero_and_what_is_taken_back_is_rounded_alike() =>
        AnyUnits.Sample(
            amount =>
            {
                var rounded = Money.Rounded(amount, "CNY");

                Assert.Equal(Fraction.Of(amount).Units(2), new BigInteger(rounded.Amount * 100));
                Assert.Equal(-rounded, Money.Rounded(-amount, "CNY"));
            },
            iter: Tries
        );

    [Fact]
    public void Net_pay_is_the_sum_of_the_lines_and_every_line_is_exact_to_the_cent() =>
        MadeUpMonth.Any.Sample(
            month =>
            {
                DraftSlip slip = new(
                    Guid.Empty,
                    month.Basis.Currency,
                    [month.Basis],
                    MonthPay.Of(month.Basis, month.Measures, month.Facts)
                );

                Assert.Equal(slip.Lines.Aggregate(0m, (sum, line) => sum + line.Amount.Amount), slip.Net.Amount);
                Assert.All(slip.Lines, line => Assert.Equal(new(decimal.Round(line.Amount.Amount, 2), slip.Net.Currency), line.Amount));
                Assert.Equal(month.Basis.Days, slip.Lines.Where(line => line.Of == PayKind.Base).Sum(line => line.Figures.Days));
            },
            iter: Tries
        );

    [Fact]
    public void The_same_facts_in_any_order_give_the_same_lines() =>
        MadeUpMonth
            .Any.Select(Gen.Int)
            .Sample(
                (month, seed) =>
                {
                    var shuffled = month.Facts.ToArray();
                    new Random(seed).Shuffle(shuffled);

                    var (basis, measures) = (month.Basis, month.Measures);
                    Assert.Equal(Written(MonthPay.Of(basis, measures, month.Facts)), Written(MonthPay.Of(basis, measures, shuffled)));
                },
                iter: Tries
            );

    [Fact]
    public void Deltas_of_whatever_came_late_bring_a_locked_month_to_what_one_right_calculation_would_have_paid() =>
        MadeUpMonth.Any.Sample(
            month =>
            {
                var (basis, measures) = (month.Basis, month.Measures);
                // In any number of portions: the first one before the lock, each further one late in a run of its own.
                var portions = month.Facts.Zip(month.Late).ToLookup(pair => pair.Second, pair => pair.First);
                List<PayFact> known = [.. portions[0]];
                List<PayLine> paid = [.. MonthPay.Of(basis, measures, known)];
                for (var run = 1; run < MadeUpMonth.Runs; run++)
                {
                    known.AddRange(portions[run]);
                    paid.AddRange(Arrears.Of(basis, MonthPay.Of(basis, measures, known), Sums(paid), [.. portions[run]]).ToList());
                }

                var right = MonthPay.Of(basis, measures, month.Facts);

                var kinds = right.Concat(paid).Select(line => line.Of).Distinct().ToList();
                Assert.All(kinds, kind => Assert.Equal(Sums(right).GetValueOrDefault(kind), Sums(paid).GetValueOrDefault(kind)));
                Assert.Empty(Arrears.Of(basis, right, Sums(paid), []));
            },
            iter: Tries
        );

    [Fact]
    public void What_was_counted_and_taken_back_pays_as_if_it_had_never_been() =>
        MadeUpMonth.Any.Sample(
            month =>
            {
                var counted = month.Facts.Where(fact => !fact.TakesBack).ToList();
                var back = counted.Select(fact => fact with { Id = Guid.NewGuid(), Value = -fact.Value, TakesBack = true });

                var (basis, measures) = (month.Basis, month.Measures);
                Assert.Equal(Amounts(MonthPay.Of(basis, measures, [])), Amounts(MonthPay.Of(basis, measures, [.. counted, .. back])));
            },
            iter: Tries
        );

    [Fact]
    public void A_line_of_a_ledger_and_the_line_that_takes_it_back_add_up_to_nothing() =>
        AnyUnits.Sample(
            units =>
            {
                ServedVisit visit = new()
                {
                    Id = Guid.CreateVersion7(),
                    BranchId = Shanghai.Id,
                    CaseId = Guid.CreateVersion7(),
                };
                var worked = Accrual.Of(
                    new(1, Now, Guid.NewGuid()),
                    visit,
                    new(Guid.NewGuid(), ServicePart.Treatment),
                    units,
                    Shanghai,
                    Now
                );
                Earned earned = new()
                {
                    BranchId = Shanghai.Id,
                    Value = units,
                    At = Now,
                    SourceKind = "Engagement",
                };

                Assert.Equal(0, worked.Units + worked.Reverse(new(2, Now, Guid.CreateVersion7()), Shanghai, Now).Units);
                Assert.Equal(0, earned.On(Shanghai, Now).Value + earned.TakenBack(Guid.CreateVersion7(), Now).On(Shanghai, Now).Value);
                var exact = Fraction.Of(units).Units(4);
                Assert.Equal(
                    (exact, exact),
                    (new BigInteger(worked.Units * 10_000), new BigInteger(earned.On(Shanghai, Now).Value * 10_000))
                );
            },
            iter: Tries
        );

    [Fact]
    public void An_employment_is_cut_into_parts_that_neither_overlap_nor_leave_a_day_out() =>
        MadeUpMonth.Any.Sample(
            month =>
            {
                var stretches = month.Basis.Stretches;
                var days = stretches
                    .SelectMany(stretch => Enumerable.Range(0, stretch.Days).Select(day => stretch.From.AddDays(day)))
                    .ToList();

                var wanted = Enumerable.Range(0, month.Month.Days).Select(day => month.Month.First.AddDays(day));
                Assert.Equal(wanted.Where(day => day >= month.Hired && (month.Left is null || day <= month.Left)), days);
                Assert.All(
                    days,
                    day =>
                        Assert.Equal(
                            month.Terms.Last(term => term.From <= day).BasePay.Amount,
                            stretches.Single(stretch => stretch.From <= day && day <= stretch.To).BasePay
                        )
                );
            },
            iter: Tries
        );

    static void IsExact(MadeUpMonth month)
    {
        var lines = MonthPay.Of(month.Basis, month.Measures, month.Facts);
        Assert.Equal(month.Exactly(), lines.Select(line => (line.Of, new BigInteger(line.Amount.Amount * 100))));
    }

    static Dictionary<PayKind, decimal> Sums(IEnumerable<PayLine> lines) =>
        lines.GroupBy(line => line.Of).ToDictionary(kind => kind.Key, kind => kind.Sum(line => line.Amount.Amount));

    static IEnumerable<(PayKind, Money)> Amounts(IEnumerable<PayLine> lines) => lines.Select(line => (line.Of, line.Amount));

    static string Written(IEnumerable<PayLine> lines) =>
        string.Join('|', lines.Select(line => $"{line.Of} {line.Amount} {string.Join(',', line.Sources)}"));

    static decimal Power(int decimals) => decimals == 0 ? 1 : 10 * Power(decimals - 1);
}
