using System.Diagnostics.CodeAnalysis;

namespace Clinic.Values;

/// <summary>Three capital letters of ISO 4217, as a setting that a branch can choose.</summary>
public readonly record struct CurrencyCode(string Code) : IComparable<CurrencyCode>, IParsable<CurrencyCode>
{
    /// <summary>The first and the last code that can be written.</summary>
    public static readonly CurrencyCode First = new("AAA"),
        Last = new("ZZZ");

    public int CompareTo(CurrencyCode other) => string.CompareOrdinal(Code, other.Code);

    public static CurrencyCode Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var code) ? code : throw new FormatException("A currency is three capital letters.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CurrencyCode result)
    {
        var fine = s is { Length: 3 } && s.All(char.IsAsciiLetterUpper);
        result = fine ? new(s!) : First;
        return fine;
    }

    public override string ToString() => Code;

    public static bool operator <(CurrencyCode left, CurrencyCode right) => left.CompareTo(right) < 0;

    public static bool operator >(CurrencyCode left, CurrencyCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(CurrencyCode left, CurrencyCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CurrencyCode left, CurrencyCode right) => left.CompareTo(right) >= 0;
}
