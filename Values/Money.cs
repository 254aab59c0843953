namespace Clinic.Values;

/// <summary>An amount in one currency, exact to the smallest part of it that is paid.</summary>
/// <param name="Amount">At most the decimals of the currency, two or none.</param>
/// <param name="Currency">ISO 4217, for example <c>CNY</c>.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>True when an amount has no more than two decimals.</summary>
    public static bool IsExact(decimal amount) => decimal.Round(amount, 2) == amount;

    /// <summary>True when an amount has no more decimals than its currency.</summary>
    public static bool IsExact(decimal amount, string currency) => decimal.Round(amount, Currencies.Decimals(currency)) == amount;

    /// <summary>The amount to the decimals of its currency, halves away from zero, as every pay line is.</summary>
    public static Money Rounded(decimal amount, string currency) =>
        new(decimal.Round(amount, Currencies.Decimals(currency), MidpointRounding.AwayFromZero), currency);

    /// <summary>The amount to the decimals of its currency, never more than it is.</summary>
    public static Money RoundedDown(decimal amount, string currency) =>
        new(decimal.Round(amount, Currencies.Decimals(currency), MidpointRounding.ToNegativeInfinity), currency);

    /// <summary>The amount taken back.</summary>
    public static Money operator -(Money money) => money with { Amount = -money.Amount };
}
