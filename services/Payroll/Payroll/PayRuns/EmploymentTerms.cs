using Clinic.Payroll.Employees;

namespace Clinic.Payroll.PayRuns;

/// <summary>Days of a month in which one term of pay was in force; both days count in.</summary>
/// <param name="BasePay">Agreed for a whole month.</param>
/// <param name="Performance">The grade's performance amount for a whole month.</param>
public sealed record TermPeriod(string Grade, DateOnly From, DateOnly To, decimal BasePay, decimal Performance)
{
    /// <summary>At least one.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>
/// On which terms a person was employed in a month. Joiners and leavers have fewer days than the month; a month without
/// a day of employment has no stretch, and no stretch is empty.
/// </summary>
public sealed record EmploymentTerms(PayMonth Month, string Currency, IReadOnlyList<TermPeriod> Stretches)
{
    /// <summary>Days of employment in the month.</summary>
    public int Days => Stretches.Sum(stretch => stretch.Days);

    /// <summary>Cuts the employment into the terms that were in force in the month.</summary>
    /// <param name="terms">All terms of the person, in their order.</param>
    /// <param name="amountOf">The performance amount of a grade.</param>
    public static EmploymentTerms Of(
        PayMonth month,
        DateOnly hired,
        DateOnly? left,
        IReadOnlyList<PayTerm> terms,
        Func<string, Money> amountOf
    )
    {
        var first = Later(month.First, hired);
        var last = left is { } day && day < month.Last ? day : month.Last;
        List<TermPeriod> stretches = [];
        for (var at = 0; at < terms.Count; at++)
        {
            // The first term is in force from the first day of work, whatever day was written on it.
            var from = at == 0 ? first : Later(first, terms[at].From);
            var to = at + 1 < terms.Count && terms[at + 1].From <= last ? terms[at + 1].From.AddDays(-1) : last;
            if (from > to)
                continue;
            stretches.Add(new(terms[at].BaseGrade, from, to, terms[at].BasePay.Amount, amountOf(terms[at].BaseGrade).Amount));
        }
        return new(month, terms[0].BasePay.Currency, stretches);
    }

    /// <summary>True when both describe the same employment.</summary>
    public bool Same(EmploymentTerms? other) =>
        other is not null && Month == other.Month && Currency == other.Currency && Stretches.SequenceEqual(other.Stretches);

    static DateOnly Later(DateOnly first, DateOnly second) => first > second ? first : second;
}
