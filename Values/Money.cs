namespace Clinic.Values;

/// <summary>An amount in one currency, exact to the cent.</summary>
/// <param name="Amount">At most two decimals.</param>
/// <param name="Currency">ISO 4217, for example <c>CNY</c>.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>Rounds half up to the cent, away from zero for negative amounts, as every pay line is.</summary>
    /// <summary>True when an amount has no more than two decimals.</summary>
    public static bool IsExact(decimal amount) => decimal.Round(amount, 2) == amount;

    /// <summary>The amount to two decimals, halves away from zero.</summary>
    public static Money Rounded(decimal amount, string currency) => new(decimal.Round(amount, 2, MidpointRounding.AwayFromZero), currency);

    /// <summary>The amount taken back.</summary>
    public static Money operator -(Money money) => money with { Amount = -money.Amount };
}
