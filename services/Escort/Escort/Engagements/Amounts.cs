namespace Clinic.Escort.Engagements;

/// <summary>Amounts as they come in.</summary>
static class Amounts
{
    const decimal Most = 999_999_999_999.99m;

    /// <summary>True when the amount is negative, too large or finer than the smallest part of its currency that is paid.</summary>
    public static bool AreImpossible(decimal amount, string currency) => amount is < 0 or > Most || !Money.IsExact(amount, currency);
}
