namespace Clinic.Payroll.Employees;

/// <summary>Base grade and base pay of a person from a day on. The next one ends it; none is ever changed.</summary>
public sealed class PayTerm : IBranchScoped, IAppendOnly
{
    public Guid EmployeeId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }
    public required string BaseGrade { get; init; }
    public Money BasePay { get; init; }
    public DateOnly From { get; init; }
    public required string Reason { get; init; }
    public Guid AgreedBy { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>True when both agree on the same pay from the same day.</summary>
    public bool Agrees(string baseGrade, Money basePay, DateOnly from) => (BaseGrade, BasePay, From) == (baseGrade, basePay, from);
}

/// <summary>Base pay of a month as a person writes it down: above zero, exact to the cent.</summary>
public sealed record PayAmount(decimal Amount, [property: Required, RegularExpression("[A-Z]{3}")] string Currency) : IValidatableObject
{
    const decimal Most = 9_999_999.99m;

    public Money AsMoney() => new(Amount, Currency);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Amount is <= 0 or > Most || decimal.Round(Amount, 2) != Amount)
            yield return new("An amount is above zero, below ten million, and has at most two decimals.", [nameof(Amount)]);
    }
}
