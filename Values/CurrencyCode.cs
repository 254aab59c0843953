using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Clinic.Values;

/// <summary>Three capital letters of ISO 4217, as a setting that a branch can choose.</summary>
public readonly record struct CurrencyCode(string Code) : IComparable<CurrencyCode>, IParsable<CurrencyCode>
{
    /// <summary>The first and the last code that can be written.</summary>
    public static readonly CurrencyCode First = new("AAA"),
        Last = new("ZZZ");

    public int CompareTo(CurrencyCode other) => string.CompareOrdinal(Code, other.Code);

    /// <summary>Reads a code that was accepted before, also one that is in use no longer.</summary>
    public static CurrencyCode Parse(string s, IFormatProvider? provider) =>
        s is { Length: 3 } && s.All(char.IsAsciiLetterUpper) ? new(s) : throw new FormatException("A currency is three capital letters.");

    /// <summary>Reads a code that a person writes: a currency that is in use.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CurrencyCode result)
    {
        var fine = Currencies.InUse(s);
        result = fine ? new(s!) : First;
        return fine;
    }

    public override string ToString() => Code;

    public static bool operator <(CurrencyCode left, CurrencyCode right) => left.CompareTo(right) < 0;

    public static bool operator >(CurrencyCode left, CurrencyCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(CurrencyCode left, CurrencyCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CurrencyCode left, CurrencyCode right) => left.CompareTo(right) >= 0;
}

/// <summary>
/// The currencies that people pay with (ISO 4217), and how many decimals their amounts have. Amounts are kept to two decimals, so the seven
/// currencies with three are not among them; codes of metals, funds and tests are none.
/// </summary>
public static class Currencies
{
    /// <summary>What a code looks like, as a pattern and in words.</summary>
    public const string Pattern = "[A-Z]{3}",
        Words = "the three capital letters of a currency (CNY)";

    static readonly FrozenSet<string> Whole = Codes("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF");

    static readonly FrozenSet<string> Hundredths = Codes(
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP
        DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR
        LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
        SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG
        YER ZAR ZMW ZWG
        """
    );

    /// <summary>True for a currency in which amounts are taken.</summary>
    public static bool InUse([NotNullWhen(true)] string? code) => code is not null && (Hundredths.Contains(code) || Whole.Contains(code));

    /// <summary>How many decimals an amount of the currency has.</summary>
    public static int Decimals(string? currency) => currency is not null && Whole.Contains(currency) ? 0 : 2;

    static FrozenSet<string> Codes(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>A currency that is in use, by its three letters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CurrencyInUseAttribute()
    : ValidationAttribute("This is no currency in which amounts are taken; allowed is a currency in use, as CNY.")
{
    public override bool IsValid(object? value) => value is null || (value is string code && Currencies.InUse(code));
}
