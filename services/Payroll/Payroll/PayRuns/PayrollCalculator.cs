using Clinic.Payroll.Branches;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// Works out a month for a whole branch: everybody of its people who was employed in it or has something to be paid or taken
/// back, with what came late for locked months (WF-22 3, 8). It writes nothing.
/// </summary>
sealed class PayrollCalculator(PayrollDb db, PolicyBook policies)
{
    readonly PayLedgerReader books = new(db);

    /// <summary>The draft of a month, or why there can be none.</summary>
    public async Task<(PayDraft? Draft, Refusal? Refusal)> WorkOut(
        Branch branch,
        PayMonth month,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var rules = PayRules.InForce(policies, branch.Id, month.EndIn(branch));
        if (rules.CheckWeights() is { } refusal)
            return (null, refusal);

        var grades = await GradeTable.Of(db, branch.Id, stop);
        PayParameters measures = new(
            rules,
            MonthPay.MeanOf(await books.RatingsAt(branch.Id, month, stop)),
            new SortedDictionary<string, Money>(
                grades.On(month.Last).ToDictionary(line => line.Grade, line => line.Performance),
                StringComparer.Ordinal
            )
        );
        var people = await db
            .Employees.AsNoTracking()
            .Where(employee => employee.BranchId == branch.Id)
            .OrderBy(employee => employee.Id)
            .ToListAsync(stop);
        var terms = (
            await db.PayTerms.AsNoTracking().Where(term => term.BranchId == branch.Id).OrderBy(term => term.Number).ToListAsync(stop)
        ).ToLookup(term => term.EmployeeId);
        var facts = await books.Facts([.. people.Select(employee => employee.Id)], month.First, month.Last, untaken: false, stop);
        var factsOf = facts.ToLookup(fact => fact.PersonId);
        var late = await LateOf(branch, month, people, terms, grades, stop);
        if (late.Refusal is not null)
            return (null, late.Refusal);

        List<DraftSlip> slips = [];
        foreach (var person in people)
        {
            Terms of = new(person, [.. terms[person.Id]], grades);
            if (of.In(month, measures) is not { } basis)
                return (null, PayRefusals.GradeNotSet);
            var own = factsOf[person.Id].ToList();
            var arrears = late.Slips.GetValueOrDefault(person.Id);
            if (own.Any(fact => fact.Currency is { } currency && currency != basis.Currency))
                return (null, PayRefusals.OtherCurrencyCounted);

            var lines = MonthPay.Of(basis, measures, own).Concat(arrears?.Lines ?? []).ToList();
            if (lines.Count > 0)
                slips.Add(new(person.Id, basis.Currency, [.. (arrears?.Terms ?? []).Append(basis)], lines));
        }
        return (
            new(month, now >= month.EndIn(branch), measures, [.. facts.Select(fact => fact.Id).Concat(late.Inputs).Order()], slips),
            null
        );
    }

    sealed record Corrections(IReadOnlyDictionary<Guid, DraftSlip> Slips, IReadOnlyList<Guid> Inputs, Refusal? Refusal);

    /// <summary>
    /// A locked month is looked at again for whoever has a fact in it that no run took in, and for whoever was employed on other
    /// terms than were paid, because a departure or an agreement was recorded late.
    /// </summary>
    async Task<Corrections> LateOf(
        Branch branch,
        PayMonth month,
        List<Employee> people,
        ILookup<Guid, PayTerm> terms,
        GradeTable grades,
        CancellationToken stop
    )
    {
        var locked = await books.LockedBefore(branch.Id, month, stop);
        if (locked.Count == 0)
            return new(new Dictionary<Guid, DraftSlip>(), [], null);

        var (earliest, before) = (locked.Keys.Min(payMonth => payMonth.First), month.First.AddDays(-1));
        var late = (await books.Facts([.. people.Select(employee => employee.Id)], earliest, before, untaken: true, stop))
            .Where(fact => locked.ContainsKey(fact.Month))
            .ToList();
        var lateOf = late.ToLookup(fact => (fact.PersonId, fact.Month));
        var paidTerms = await books.PaidTerms(branch.Id, stop);

        List<(Guid Person, EmploymentTerms Basis)> again = [];
        foreach (var person in people)
        {
            Terms of = new(person, [.. terms[person.Id]], grades);
            foreach (var (past, measures) in locked.OrderBy(pair => pair.Key.First))
            {
                if (of.In(past, measures) is not { } basis)
                    return new(new Dictionary<Guid, DraftSlip>(), [], PayRefusals.GradeNotSet);
                var known = paidTerms.GetValueOrDefault((person.Id, past));
                var otherwise = known is null ? basis.Days > 0 : !basis.Same(known);
                if (otherwise || lateOf.Contains((person.Id, past)))
                    again.Add((person.Id, basis));
            }
        }
        if (again.Count == 0)
            return new(new Dictionary<Guid, DraftSlip>(), [], null);

        var (who, when) = (
            again.Select(pair => pair.Person).Distinct().ToList(),
            again.Select(pair => pair.Basis.Month.First).Distinct().ToList()
        );
        var facts = (await books.Facts(who, when.Min(), before, untaken: false, stop)).ToLookup(fact => (fact.PersonId, fact.Month));
        var paid = (await books.PaidParts(who, when, stop)).ToLookup(part => (part.PersonId, new PayMonth(part.ForMonth)));
        Dictionary<Guid, DraftSlip> slips = [];
        foreach (var ofPerson in again.GroupBy(pair => pair.Person))
        {
            List<PayLine> lines = [];
            foreach (var (person, basis) in ofPerson)
            {
                var (key, own) = ((person, basis.Month), facts[(person, basis.Month)].ToList());
                if (own.Any(fact => fact.Currency is { } currency && currency != basis.Currency))
                    return new(slips, [], PayRefusals.OtherCurrencyCounted);
                lines.AddRange(
                    Arrears.Of(
                        basis,
                        MonthPay.Of(basis, locked[basis.Month], own),
                        paid[key].ToDictionary(part => part.Of, part => part.Amount),
                        [.. lateOf[key]]
                    )
                );
            }
            slips[ofPerson.Key] = new(ofPerson.Key, ofPerson.First().Basis.Currency, [.. ofPerson.Select(pair => pair.Basis)], lines);
        }
        return new(slips, [.. late.Select(fact => fact.Id)], null);
    }

    /// <summary>One person's employment, to be cut by months.</summary>
    sealed class Terms(Employee person, List<PayTerm> terms, GradeTable grades)
    {
        /// <summary>The terms in a month; nothing when a grade of them has no performance amount in the person's currency.</summary>
        public EmploymentTerms? In(PayMonth month, PayParameters measures)
        {
            var missing = false;
            var basis = EmploymentTerms.Of(
                month,
                person.HireDate,
                person.LastDay,
                terms,
                grade =>
                {
                    Money? amount = measures.PerformanceOf.TryGetValue(grade, out var kept)
                        ? kept
                        : grades.On(grade, month.Last)?.Performance;
                    missing |= amount is not { } money || money.Currency != terms[0].BasePay.Currency;
                    return amount ?? default;
                }
            );
            return missing ? null : basis;
        }
    }
}
