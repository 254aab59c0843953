namespace Clinic.Payroll.PayRuns;

/// <summary>
/// A locked month stays as it was paid. What became known after it is a line of the next run, "for month M": what the month comes
/// to with everything known now, less what was paid for it so far. Nothing twice, and no line without a difference. Both are what
/// was earned; what a run could not settle is a claim and no part of this (<see cref="Settlement"/>).
/// </summary>
public static class Arrears
{
    /// <summary>The delta lines of one person for one locked month.</summary>
    /// <param name="now">The month worked out again, under its own measures.</param>
    /// <param name="paid">What locked runs paid for the month, by part of pay, earlier deltas counted in.</param>
    /// <param name="late">What came after the month was locked and no run took in yet.</param>
    /// <param name="change">How the terms of the month changed since, when they did.</param>
    public static IEnumerable<PayLine> Of(
        EmploymentTerms basis,
        IReadOnlyList<PayLine> now,
        IReadOnlyDictionary<PayKind, decimal> paid,
        IReadOnlyCollection<PayFact> late,
        TermsChange? change = null
    )
    {
        foreach (var kind in now.Select(line => line.Of).Union(paid.Keys).Order())
        {
            var comesTo = now.Where(line => line.Of == kind).Sum(line => line.Amount.Amount);
            var before = paid.GetValueOrDefault(kind);
            if (comesTo == before)
                continue;
            var indicators = now.FirstOrDefault(line => line.Of == kind)?.Figures.Indicators;
            // Commission and deductions are sums of facts; everything else depends on the terms as well.
            var terms = kind is PayKind.Commission or PayKind.Deduction ? null : change;
            var sources = late.Where(fact => fact.Changes == kind).Select(fact => fact.Id);
            yield return new(
                kind,
                basis.Month,
                new Money(comesTo - before, basis.Currency),
                [.. sources.Concat(terms?.Sources.Select(source => source.Id) ?? []).Order()],
                new()
                {
                    Now = comesTo,
                    PaidBefore = before,
                    Indicators = indicators,
                    Terms = terms,
                }
            );
        }
    }
}
