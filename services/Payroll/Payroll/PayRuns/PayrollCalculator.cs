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
            AmountsOf(grades, month),
            MonthPay.CurrentVersion
        );
        var employments = await Employments(branch.Id, grades, stop);
        var paidTerms = await books.PaidTerms(branch.Id, stop);
        var (claims, waived) = (await books.OpenClaims(branch.Id, stop), await books.Waived(branch.Id, stop));
        var taken = await books.Taken(
            [.. employments.SelectMany(employment => employment.Sources(month)).Select(source => source.Id)],
            stop
        );
        List<PersonPay> pays =
        [
            .. employments.Select(employment => new PersonPay(
                employment,
                paidTerms.GetValueOrDefault(employment.PersonId) ?? [],
                taken,
                [.. claims[employment.PersonId]],
                waived.GetValueOrDefault(employment.PersonId, WaivedClaims.None)
            )),
        ];
        var ledgers = await Ledgers(branch, month, pays, stop);

        List<DraftSlip> slips = [];
        List<Guid> inputs = [];
        foreach (var pay in pays)
        {
            var draft = pay.WorkOut(month, measures, ledgers);
            if (draft.Refusal is not null)
                return (null, draft.Refusal);
            inputs.AddRange(draft.Inputs);
            if (draft.Slip is not null)
                slips.Add(draft.Slip);
        }
        var locks = await db.PayLocks.CountAsync(done => done.BranchId == branch.Id, stop);
        return (new(month, now >= month.EndIn(branch), locks, measures, [.. inputs.Order()], slips), null);
    }

    /// <summary>
    /// Whether something was decided since a draft was worked out that would change it: an employment, a term of pay, the amount of a
    /// grade, a waiver, or that one was taken back. What the ledgers count is no decision: a line that comes after the draft is taken in
    /// by the next run.
    /// </summary>
    public async Task<bool> IsOutdated(PayRun run, PayCalculation draft, CancellationToken stop)
    {
        var (month, grades) = (new PayMonth(run.Month), await GradeTable.Of(db, run.BranchId, stop));
        var (then, now) = (JsonText.Read<PayParameters>(draft.Measures).PerformanceOf, AmountsOf(grades, month));
        if (then.Count != now.Count || now.Any(amount => !then.TryGetValue(amount.Key, out var kept) || kept != amount.Value))
            return true;

        var employments = await Employments(run.BranchId, grades, stop);
        HashSet<Guid> decided = [.. employments.SelectMany(employment => employment.Sources(month)).Select(source => source.Id)];
        decided.UnionWith(
            await db
                .PayClaimEntries.Where(entry => entry.BranchId == run.BranchId && entry.PayRunId == null)
                .Where(entry =>
                    db.Payslips.Any(slip => slip.PayRunId == run.Id && slip.Number == draft.Number && slip.PersonId == entry.PersonId)
                )
                .Select(entry => entry.DecisionId ?? entry.ClaimId)
                .ToListAsync(stop)
        );
        decided.ExceptWith(draft.Inputs);
        decided.ExceptWith(await books.Taken([.. decided], stop));
        return decided.Count > 0;
    }

    async Task<List<PaidEmployment>> Employments(Guid branch, GradeTable grades, CancellationToken stop)
    {
        var people = await db
            .Employees.AsNoTracking()
            .Where(employee => employee.BranchId == branch)
            .OrderBy(employee => employee.Id)
            .ToListAsync(stop);
        var terms = (
            await db.PayTerms.AsNoTracking().Where(term => term.BranchId == branch).OrderBy(term => term.Number).ToListAsync(stop)
        ).ToLookup(term => term.EmployeeId);
        return [.. people.Select(person => EmploymentOf(person, [.. terms[person.Id]], grades))];
    }

    /// <summary>The performance amount of each grade on the last day of a month.</summary>
    static SortedDictionary<string, Money> AmountsOf(GradeTable grades, PayMonth month) =>
        new(grades.On(month.Last).ToDictionary(line => line.Grade, line => line.Performance), StringComparer.Ordinal);

    /// <summary>
    /// The facts of the month, and of locked months those that no run took in; all facts of the locked months that are worked out again.
    /// </summary>
    async Task<PayLedgers> Ledgers(Branch branch, PayMonth month, List<PersonPay> pays, CancellationToken stop)
    {
        List<Guid> people = [.. pays.Select(pay => pay.Employment.PersonId)];
        var facts = await books.Facts(people, month.First, month.Last, untaken: false, stop);
        var locked = await books.LockedBefore(branch.Id, month, stop);
        if (locked.Count == 0)
            return new(locked, ByMonth(facts), ByMonth([]), NothingPaid);

        var before = month.First.AddDays(-1);
        var late = await books.Facts(people, locked.Keys.Min(payMonth => payMonth.First), before, untaken: true, stop);
        var lateOf = ByMonth(late.Where(fact => locked.ContainsKey(fact.Month)));
        List<(Guid Person, PayMonth Month)> again =
        [
            .. pays.SelectMany(pay => (pay.Again(locked, lateOf) ?? []).Select(terms => (pay.Employment.PersonId, terms.Month))),
        ];
        if (again.Count == 0)
            return new(locked, ByMonth(facts), lateOf, NothingPaid);

        List<Guid> who = [.. again.Select(pair => pair.Person).Distinct()];
        List<DateOnly> months = [.. again.Select(pair => pair.Month.First).Distinct()];
        facts.AddRange(await books.Facts(who, months.Min(), before, untaken: false, stop));
        var paid = await books.PaidParts(who, months, stop);
        return new(locked, ByMonth(facts), lateOf, paid.ToLookup(part => (part.PersonId, new PayMonth(part.ForMonth))));
    }

    static readonly ILookup<(Guid, PayMonth), PaidPart> NothingPaid = Array
        .Empty<PaidPart>()
        .ToLookup(part => (part.PersonId, new PayMonth(part.ForMonth)));

    static ILookup<(Guid, PayMonth), PayFact> ByMonth(IEnumerable<PayFact> facts) => facts.ToLookup(fact => (fact.PersonId, fact.Month));

    static PaidEmployment EmploymentOf(Employee person, List<PayTerm> terms, GradeTable grades) =>
        new(person.Id, person.HireDate, person.LastDay, person.EventVersion, terms, (grade, day) => grades.On(grade, day)?.Performance);
}
