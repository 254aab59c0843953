namespace Clinic.Payroll.Grades;

/// <summary>Base pay of a month as a person writes it down: above zero, with no more decimals than its currency has.</summary>
public sealed record PayAmount(
    decimal Amount,
    [property: Required, Form(Currencies.Pattern, Currencies.Words), CurrencyInUse] string Currency
) : IValidatableObject
{
    const decimal Most = 9_999_999.99m;

    public Money AsMoney() => new(Amount, Currency);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Amount is <= 0 or > Most || !Money.IsExact(Amount, Currency))
            yield return new("An amount is above zero, below ten million, and has no more decimals than its currency.", [nameof(Amount)]);
    }
}
