using Clinic.Payroll.Employees;
using Clinic.Payroll.PayRuns;
using Clinic.Values;

namespace Clinic.Payroll.Tests.Rules;

/// <summary>The rules of pay with lists instead of tables.</summary>
sealed class OfficeInMemory(PayRules rules) : IPayOffice
{
    static readonly Guid Person = Guid.CreateVersion7();

    readonly List<PayTerm> terms = [];
    readonly List<PayFact> facts = [];
    readonly HashSet<Guid> taken = [];
    readonly Dictionary<PayMonth, PayParameters> locked = [];
    readonly Dictionary<PayMonth, EmploymentTerms> paidTerms = [];
    readonly List<PayLine> paid = [];
    readonly List<OpenClaim> claims = [];
    readonly Dictionary<PayMonth, (PersonDraft Draft, PayParameters Measures, int AfterLocks)> drafts = [];
    (DateOnly Hired, DateOnly? LastDay, int Version) employed;

    public Task Hire(DateOnly day, decimal pay)
    {
        employed = (day, null, 1);
        return Raise(day, pay);
    }

    public Task Raise(DateOnly from, decimal pay)
    {
        terms.Add(
            new()
            {
                EmployeeId = Person,
                Number = terms.Count + 1,
                BaseGrade = "G3",
                BasePay = new(pay, "CNY"),
                From = from,
                Reason = "agreed",
            }
        );
        return Task.CompletedTask;
    }

    public Task Leave(DateOnly lastDay)
    {
        employed = employed with { LastDay = lastDay, Version = employed.Version + 1 };
        return Task.CompletedTask;
    }

    public Task<Guid> Enter(PayFactKind counts, decimal value, DateOnly day)
    {
        PayFact fact = new(Guid.CreateVersion7(), Person, counts, value, null, day, false);
        facts.Add(fact);
        return Task.FromResult(fact.Id);
    }

    public Task<Guid> TakeBack(Guid fact)
    {
        var of = facts.Single(candidate => candidate.Id == fact);
        facts.Add(of with { Id = Guid.CreateVersion7(), Value = -of.Value, TakesBack = true });
        return Task.FromResult(facts[^1].Id);
    }

    public Task Calculate(PayMonth month)
    {
        var ratings = facts.Where(fact => fact.Month == month && fact.Counts == PayFactKind.Rating).ToList();
        Dictionary<string, Money> amounts = new() { ["G3"] = new(1000m, "CNY") };
        PayParameters measures = new(rules, MonthPay.MeanOf(ratings), amounts, MonthPay.CurrentVersion);
        var before = locked.Where(pair => pair.Key.First < month.First).ToDictionary();
        PayLedgers ledgers = new(
            before,
            facts.ToLookup(fact => (Person, fact.Month)),
            facts.Where(fact => before.ContainsKey(fact.Month) && !taken.Contains(fact.Id)).ToLookup(fact => (Person, fact.Month)),
            paid.Where(line => line.Of is not (PayKind.Collected or PayKind.CarriedForward or PayKind.Waived))
                .GroupBy(line => (line.For, line.Of))
                .Select(part => new PaidPart(Person, part.Key.For.First, part.Key.Of, part.Sum(line => line.Amount.Amount)))
                .ToLookup(part => (Person, new PayMonth(part.ForMonth)))
        );
        PersonPay pay = new(
            Employed(),
            new Dictionary<PayMonth, EmploymentTerms>(paidTerms),
            taken.ToHashSet(),
            [.. claims],
            WaivedClaims.None
        );
        var draft = pay.WorkOut(month, measures, ledgers);
        Assert.Null(draft.Refusal);
        drafts[month] = (draft, measures, locked.Count);
        return Task.CompletedTask;
    }

    public Task<string?> Lock(PayMonth month)
    {
        var (draft, measures, afterLocks) = drafts[month];
        if (!PayLock.IsNext(month, [.. locked.Keys.Select(payMonth => payMonth.First)]))
            return Task.FromResult<string?>(PayRefusals.LockOutOfOrder.Code);
        if (afterLocks != locked.Count || Employed().Sources(month).Any(source => !Knows(draft, source)))
            return Task.FromResult<string?>(PayRefusals.DraftOutdated.Code);
        Assert.All(draft.Inputs, input => Assert.True(taken.Add(input), "taken in twice"));
        locked[month] = measures;
        foreach (var basis in draft.Slip?.Terms ?? [])
            paidTerms[basis.Month] = basis;
        foreach (var line in draft.Slip?.Lines ?? [])
        {
            paid.Add(line);
            Assert.True(line.For == month || line.Sources.Count > 0, "a delta of no source");
            foreach (var part in line.Figures.Claims ?? [])
            {
                var at = claims.FindIndex(claim => claim.Id == part.ClaimId);
                Assert.Equal((claims[at].Entries + 1, claims[at].Open - part.Settled), (part.Number, part.Open));
                claims[at] = claims[at] with { Open = part.Open, Entries = part.Number };
            }
            claims.RemoveAll(claim => claim.Open == 0);
            if (line.Of == PayKind.CarriedForward)
                claims.Add(new(Guid.CreateVersion7(), Person, month, line.Amount.Amount, 0));
        }
        return Task.FromResult<string?>(null);
    }

    public Task<decimal> Net(PayMonth month) => Task.FromResult(drafts[month].Draft.Slip?.Net.Amount ?? 0);

    public Task<decimal> Owed() => Task.FromResult(claims.Sum(claim => claim.Open));

    PaidEmployment Employed() =>
        new(Person, employed.Hired, employed.LastDay, employed.Version, [.. terms], (_, _) => new Money(1000m, "CNY"));

    bool Knows(PersonDraft draft, TermsSource source) => draft.Inputs.Contains(source.Id) || taken.Contains(source.Id);
}
