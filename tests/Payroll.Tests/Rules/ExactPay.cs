using System.Numerics;
using Clinic.Payroll.Employees;
using Clinic.Payroll.PayRuns;
using Clinic.Values;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>What is known of a person when a month is worked out.</summary>
public sealed record KnownThen(int Locks, DateOnly Hired, DateOnly? Left, IReadOnlyList<PayTerm> Terms, IReadOnlyList<PayFact> Facts);

/// <summary>
/// The second calculator: what each locked month earned is counted in exact fractions from everything known, and one balance in cents says
/// what the person owes. It knows no deltas, no inputs and no claims, and shares nothing with the first calculator.
/// </summary>
public sealed class ExactPay(PayRules rules, IReadOnlyDictionary<string, Money> amounts)
{
    readonly Dictionary<DateOnly, decimal?> means = [];
    (BigInteger Pay, BigInteger Deducted) before;

    /// <summary>What the person still owes, in cents.</summary>
    public BigInteger Owed { get; private set; }

    /// <summary>What was paid out so far, in cents.</summary>
    public BigInteger Paid { get; private set; }

    /// <summary>What all locked months earned, deductions taken off, in cents.</summary>
    public BigInteger Earned => before.Pay - before.Deducted;

    /// <summary>Settles a month on what was known when it was worked out; what is paid out, in cents.</summary>
    public BigInteger Settle(DateOnly month, KnownThen known)
    {
        means[month] = MeanOf(known, month);
        var all = (Pay: BigInteger.Zero, Deducted: BigInteger.Zero);
        foreach (var lines in means.Keys.Select(locked => LinesOf(locked, known)))
        {
            foreach (var (kind, cents) in lines)
                all = kind == PayKind.Deduction ? (all.Pay, all.Deducted - cents) : (all.Pay + cents, all.Deducted);
        }
        var purse = all.Pay - before.Pay;
        var due = Owed + all.Deducted - before.Deducted;
        before = all;

        if (due.Sign < 0)
            (purse, due) = (purse - due, 0);
        else
        {
            var taken = BigInteger.Min(due, BigInteger.Max(0, BigInteger.Min(purse, MostTaken(month, known))));
            (purse, due) = (purse - taken, due - taken);
        }
        if (purse.Sign < 0)
            (purse, due) = (0, due - purse);
        (Owed, Paid) = (due, Paid + purse);
        return purse;
    }

    BigInteger MostTaken(DateOnly month, KnownThen known)
    {
        var earned = LinesOf(month, known)
            .Where(line => line.Of is PayKind.Base or PayKind.Performance or PayKind.Commission)
            .Aggregate(BigInteger.Zero, (sum, line) => sum + line.Cents);
        return earned.Sign <= 0 ? 0 : earned * new BigInteger(rules.DeductionPercent) / 100;
    }

    IReadOnlyList<(PayKind Of, BigInteger Cents)> LinesOf(DateOnly month, KnownThen known) =>
        new MadeUpMonth(
            new(month),
            known.Hired,
            known.Left,
            known.Terms,
            amounts,
            rules,
            means[month],
            [.. FactsOf(month, known)],
            []
        ).Exactly();

    static decimal? MeanOf(KnownThen known, DateOnly month)
    {
        var ratings = FactsOf(month, known).Where(fact => fact.Counts == PayFactKind.Rating).ToList();
        var count = ratings.Sum(fact => fact.TakesBack ? -1 : 1);
        return count == 0 ? null : (decimal)(Fraction.Of(ratings.Sum(fact => fact.Value)) / count).Units(4) / 10_000m;
    }

    static IEnumerable<PayFact> FactsOf(DateOnly month, KnownThen known) =>
        known.Facts.Where(fact => (fact.Day.Year, fact.Day.Month) == (month.Year, month.Month));
}
