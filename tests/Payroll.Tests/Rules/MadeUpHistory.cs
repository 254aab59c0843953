using System.Numerics;
using Clinic.Payroll.Employees;
using Clinic.Payroll.PayRuns;
using Clinic.Values;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>Whoever hires, pays and locks in a made-up history: the rules in memory, or the service as deployed.</summary>
public interface IPayOffice
{
    Task Hire(DateOnly day, decimal pay);
    Task Raise(DateOnly from, decimal pay);
    Task Leave(DateOnly lastDay);
    Task<Guid> Enter(PayFactKind counts, decimal value, DateOnly day);
    Task<Guid> TakeBack(Guid fact);
    Task Calculate(PayMonth month);

    /// <summary>The code of the refusal; nothing when the last calculation of the month is locked.</summary>
    Task<string?> Lock(PayMonth month);

    /// <summary>What the last calculation of a month pays out.</summary>
    Task<decimal> Net(PayMonth month);

    /// <summary>The claims that are open.</summary>
    Task<decimal> Owed();
}

/// <summary>
/// One person's years in short: hired, raised for days long paid, left; commissions, deductions and work that are known late and taken
/// back; drafts that grow old, and locks in every order. Every lock is compared with <see cref="ExactPay"/>.
/// </summary>
public sealed class MadeUpHistory(IPayOffice office, PayRules rules, int seed)
{
    const int Months = 6,
        Steps = 45;

    static readonly PayMonth Begin = PayMonth.Read("2024-01");
    static readonly Dictionary<string, Money> Amounts = new() { ["G3"] = new(1000m, "CNY") };

    readonly Random random = new(seed);
    readonly ExactPay exact = new(rules, Amounts);
    readonly List<PayTerm> terms = [];
    readonly List<PayFact> facts = [];
    readonly HashSet<Guid> takenBack = [];
    readonly Dictionary<PayMonth, KnownThen> drafts = [];
    DateOnly hired;
    DateOnly? left;
    int locks;

    /// <summary>Lives the history to its end, when everything is locked and nothing is left to be paid.</summary>
    public async Task Live()
    {
        hired = Begin.First.AddDays(random.Next(-20, 40));
        await office.Hire(hired, Agree(hired));
        for (var step = 0; step < Steps; step++)
            await Step();
        // The end of a month is locked on what is known then; everything known at the end is paid with the months after it.
        for (; locks < Months; )
            await CalculateAndLock(Month(locks));
        await CalculateAndLock(Month(locks));

        Assert.Equal(exact.Earned, exact.Paid - exact.Owed);
        await Calculate(Month(locks));
        Assert.Equal(exact.Earned, exact.Paid - await Cents(office.Owed));
    }

    async Task Step()
    {
        switch (random.Next(11))
        {
            case 0 when left is null:
                var from = terms[^1].From.AddDays(random.Next(1, 45));
                await office.Raise(from, Agree(from));
                break;
            case 1 when left is null && random.Next(4) == 0:
                left = Later(hired, Begin.First.AddDays(random.Next(20, 30 * Months)));
                await office.Leave(left.Value);
                break;
            case 2 or 3 when facts.Where(fact => !fact.TakesBack && !takenBack.Contains(fact.Id)).ToList() is { Count: > 0 } open:
                var back = open[random.Next(open.Count)];
                takenBack.Add(back.Id);
                facts.Add(back with { Id = await office.TakeBack(back.Id), Value = -back.Value, TakesBack = true });
                break;
            case 4 or 5:
                await Calculate(Month(random.Next(Months)));
                break;
            case 6 or 7 when drafts.Count > 0:
                await TryLock(locks == 0 ? Begin : drafts.Keys.ElementAt(random.Next(drafts.Count)));
                break;
            case 8:
                await CalculateAndLock(Month(Math.Min(locks, Months - 1)));
                break;
            default:
                await Enter();
                break;
        }
    }

    async Task Enter()
    {
        var counts = Enum.GetValues<PayFactKind>()[random.Next(5)];
        var value = counts switch
        {
            PayFactKind.Rating => random.Next(0, 101),
            PayFactKind.Complaint => 1m,
            PayFactKind.Units => random.Next(0, 6_000) / 100m,
            PayFactKind.Deduction when random.Next(3) == 0 => 9_999_999.99m,
            _ => random.Next(1, 200_000) / 100m,
        };
        var day = Begin.First.AddDays(random.Next(0, 30 * Months));
        facts.Add(new(await office.Enter(counts, value, day), Guid.Empty, counts, value, null, day, false));
    }

    async Task CalculateAndLock(PayMonth month)
    {
        await Calculate(month);
        await TryLock(month);
    }

    async Task Calculate(PayMonth month)
    {
        if (month.First < Month(locks).First)
            return;
        await office.Calculate(month);
        drafts[month] = new(locks, hired, left, [.. terms], [.. facts]);
    }

    async Task TryLock(PayMonth month)
    {
        if (month.First < Month(locks).First || !drafts.TryGetValue(month, out var known))
            return;
        var refusal =
            month != Month(locks) ? "lock-out-of-order"
            : known.Locks != locks || IsDecidedOtherwise(month, known) ? "draft-outdated"
            : null;

        Assert.Equal(refusal, await office.Lock(month));
        if (refusal is not null)
            return;
        locks++;
        Assert.Equal(exact.Settle(month.First, known), await Cents(() => office.Net(month)));
        Assert.Equal(exact.Owed, await Cents(office.Owed));
        Assert.Equal(exact.Earned, exact.Paid - exact.Owed);
    }

    // What the ledgers count after the draft is paid by the next run; what was decided after it is not.
    bool IsDecidedOtherwise(PayMonth month, KnownThen known) =>
        hired <= month.Last && (known.Left != left || terms.Skip(known.Terms.Count).Any(term => term.From <= month.Last));

    decimal Agree(DateOnly from)
    {
        var pay = random.Next(2, 3_000) * 5 + random.Next(2) / 100m;
        terms.Add(
            new()
            {
                Number = terms.Count + 1,
                BaseGrade = "G3",
                BasePay = new(pay, "CNY"),
                From = from,
                Reason = "agreed",
            }
        );
        return pay;
    }

    static PayMonth Month(int number) => new(Begin.First.AddMonths(number));

    static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    static async Task<BigInteger> Cents(Func<Task<decimal>> amount) => new(100 * await amount());
}
