using Clinic.Payroll.Employees;

namespace Clinic.Payroll.PayRuns;

/// <summary>One person's employment as pay sees it, to be cut by months.</summary>
/// <param name="Version">The number of the last fact that was said of it.</param>
/// <param name="Terms">All terms of the person, in their order.</param>
/// <param name="TableAmount">The performance amount of a grade by the branch's table on a day.</param>
public sealed record PaidEmployment(
    Guid PersonId,
    DateOnly Hired,
    DateOnly? LastDay,
    int Version,
    IReadOnlyList<PayTerm> Terms,
    Func<string, DateOnly, Money?> TableAmount
)
{
    /// <summary>Of all terms.</summary>
    public string Currency => Terms[0].BasePay.Currency;

    /// <summary>The terms in a month; nothing when a grade of them has no performance amount in the person's currency.</summary>
    /// <param name="paid">The terms by which the month was paid. A grade keeps the amount it was paid by.</param>
    public EmploymentTerms? In(PayMonth month, PayParameters measures, EmploymentTerms? paid = null)
    {
        var missing = false;
        var basis = EmploymentTerms.Of(
            month,
            Hired,
            LastDay,
            Terms,
            grade =>
            {
                var amount =
                    measures.PerformanceOf.TryGetValue(grade, out var kept) ? kept
                    : paid?.Stretches.FirstOrDefault(stretch => stretch.Grade == grade) is { } known
                        ? new Money(known.Performance, Currency)
                    : TableAmount(grade, month.Last);
                missing |= amount is not { } money || money.Currency != Currency;
                return amount ?? default;
            }
        );
        return missing ? null : basis;
    }

    /// <summary>The decisions that this employment stands on by the end of a month.</summary>
    public IEnumerable<TermsSource> Sources(PayMonth month) =>
        Hired > month.Last
            ? []
            : Terms
                .Where((term, at) => at == 0 || term.From <= month.Last)
                .Select(term => TermsSource.Of(PersonId, term))
                .Append(TermsSource.Of(this));
}
