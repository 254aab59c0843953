namespace Clinic.Payroll.PayRuns;

/// <summary>What pay reads of ledgers and of locked runs.</summary>
/// <param name="Locked">The measures of each locked month of the branch before this one.</param>
/// <param name="Facts">All facts, by person and month: of the month itself, and of each locked month that is worked out again.</param>
/// <param name="Late">The facts of locked months that no locked run took in.</param>
/// <param name="Paid">What locked runs took as earned, by person and month.</param>
public sealed record PayLedgers(
    IReadOnlyDictionary<PayMonth, PayParameters> Locked,
    ILookup<(Guid Person, PayMonth Month), PayFact> Facts,
    ILookup<(Guid Person, PayMonth Month), PayFact> Late,
    ILookup<(Guid Person, PayMonth Month), PaidPart> Paid
);

/// <summary>One person's part of a draft: what it stands on, and the payslip if there is anything on it.</summary>
public sealed record PersonDraft(IReadOnlyList<Guid> Inputs, DraftSlip? Slip, Refusal? Refusal = null)
{
    internal static PersonDraft Refused(Refusal refusal) => new([], null, refusal);
}

/// <summary>
/// Works out one person's payslip of a run: what the month earned, what earlier months earned by what is known now and no run took in
/// yet, and what of it is settled. It asks nobody and knows no clock.
/// </summary>
/// <param name="PaidTerms">The terms by which each locked month was paid last.</param>
/// <param name="Taken">The decisions on terms that locked runs took in.</param>
/// <param name="Claims">What the person owes from earlier months.</param>
/// <param name="Waived">What was waived of such claims.</param>
public sealed record PersonPay(
    PaidEmployment Employment,
    IReadOnlyDictionary<PayMonth, EmploymentTerms> PaidTerms,
    IReadOnlySet<Guid> Taken,
    IReadOnlyList<OpenClaim> Claims,
    WaivedClaims Waived
)
{
    /// <summary>
    /// The terms of the locked months that are worked out again: a fact in them was taken in by no run, or the person was employed on
    /// other terms than were paid. Nothing when a grade has no amount.
    /// </summary>
    public IReadOnlyList<EmploymentTerms>? Again(
        IReadOnlyDictionary<PayMonth, PayParameters> locked,
        ILookup<(Guid Person, PayMonth Month), PayFact> late
    )
    {
        List<EmploymentTerms> again = [];
        foreach (var (month, measures) in locked.OrderBy(pair => pair.Key.First))
        {
            var paid = PaidTerms.GetValueOrDefault(month);
            if (Employment.In(month, measures, paid) is not { } basis)
                return null;
            if (IsOtherwise(basis, paid) || late.Contains((Employment.PersonId, month)))
                again.Add(basis);
        }
        return again;
    }

    /// <summary>The person's part of the draft of a month.</summary>
    public PersonDraft WorkOut(PayMonth month, PayParameters measures, PayLedgers ledgers)
    {
        if (Employment.In(month, measures) is not { } basis || Again(ledgers.Locked, ledgers.Late) is not { } again)
            return PersonDraft.Refused(PayRefusals.GradeNotSet);
        var person = Employment.PersonId;
        if (
            again
                .Append(basis)
                .Any(terms => ledgers.Facts[(person, terms.Month)].Any(fact => fact.Currency is { } paidIn && paidIn != terms.Currency))
        )
            return PersonDraft.Refused(PayRefusals.OtherCurrencyCounted);

        List<TermsSource> untaken = [.. Employment.Sources(month).Where(source => !Taken.Contains(source.Id))];
        List<PayLine> lines = [.. MonthPay.Of(basis, measures, [.. ledgers.Facts[(person, month)]])];
        List<Guid> late = [];
        foreach (var terms in again)
        {
            var key = (person, terms.Month);
            late.AddRange(ledgers.Late[key].Select(fact => fact.Id));
            lines.AddRange(
                Arrears.Of(
                    terms,
                    MonthPay.Of(terms, ledgers.Locked[terms.Month], [.. ledgers.Facts[key]]),
                    ledgers.Paid[key].ToDictionary(part => part.Of, part => part.Amount),
                    [.. ledgers.Late[key]],
                    Change(terms, untaken)
                )
            );
        }
        List<Guid> inputs = [.. ledgers.Facts[(person, month)].Select(fact => fact.Id), .. late, .. untaken.Select(source => source.Id)];
        if (lines.Count == 0)
            return new(inputs, null);

        lines.AddRange(Settlement.Of(month, basis.Currency, lines, Claims, Waived, measures.Rules.DeductionPercent).ToList());
        return new([.. inputs, .. Waived.Decisions], new(person, basis.Currency, [.. again, basis], lines));
    }

    /// <summary>How the terms of a locked month changed, and by which decisions; nothing when they are those that were paid.</summary>
    TermsChange? Change(EmploymentTerms now, List<TermsSource> untaken)
    {
        var paid = PaidTerms.GetValueOrDefault(now.Month);
        if (!IsOtherwise(now, paid))
            return null;
        var otherDays = paid is null || (now.Days, FirstDay(now)) != (paid.Days, FirstDay(paid));
        var sources = untaken
            .Where(source => source.Kind == TermsSourceKind.Employment ? otherDays : source.From <= now.Month.Last)
            .ToList();
        return new(sources is [] ? [TermsSource.Of(Employment)] : sources, paid?.Stretches ?? [], now.Stretches);
    }

    static DateOnly? FirstDay(EmploymentTerms terms) => terms.Stretches is [var first, ..] ? first.From : null;

    static bool IsOtherwise(EmploymentTerms now, EmploymentTerms? paid) => paid is null ? now.Days > 0 : !now.Same(paid);
}
