namespace Clinic.Payroll.Grades;

/// <summary>What education a grade asks for at least.</summary>
public enum Education
{
    None,
    Secondary,
    Vocational,
    Bachelor,
    Master,
    Doctorate,
}

/// <summary>
/// One line of a branch's grade table: base and performance amount of a month, and the experience and education the grade asks
/// for. A line is never changed; the next one of the same grade follows it from its day on.
/// </summary>
public sealed class GradeLine : IBranchScoped, IAppendOnly
{
    public Guid BranchId { get; init; }
    public required string Grade { get; init; }
    public int Number { get; init; }
    public Money BasePay { get; init; }
    public Money Performance { get; init; }
    public int ExperienceYears { get; init; }
    public Education Education { get; init; }
    public DateOnly From { get; init; }
    public Guid DecidedBy { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>True when both say the same of the grade from the same day.</summary>
    public bool Says(GradeLine other) =>
        (BasePay, Performance, ExperienceYears, Education, From)
        == (other.BasePay, other.Performance, other.ExperienceYears, other.Education, other.From);

    /// <summary>Whether this line may follow the latest one of its grade.</summary>
    public Refusal? CheckFollows(GradeLine? latest) =>
        latest is null ? null
        : From <= latest.From ? GradeRefusals.GradeFromNotLater
        : BasePay.Currency != latest.BasePay.Currency ? GradeRefusals.OtherCurrency
        : null;
}

/// <summary>
/// What a grade brings for performance in a month as a person writes it down: nothing or more, with no more decimals than its currency has.
/// </summary>
public sealed record PerformanceAmount(
    decimal Amount,
    [property: Required, Form(Currencies.Pattern, Currencies.Words), CurrencyInUse] string Currency
) : IValidatableObject
{
    const decimal Most = 9_999_999.99m;

    public Money AsMoney() => new(Amount, Currency);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Amount is < 0 or > Most || !Money.IsExact(Amount, Currency))
            yield return new(
                "An amount is not below zero, below ten million, and has no more decimals than its currency.",
                [nameof(Amount)]
            );
    }
}
