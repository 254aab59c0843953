using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Clinic.Values;

/// <summary>
/// Telephone numbers of any country, mobile or fixed, taken as people type them and kept with the country's prefix (E.164), so that a
/// search finds them either way. Without a prefix a number is read as one of the mainland, else as one of Taiwan.
/// </summary>
public static partial class PhoneNumber
{
    /// <summary>What people may type, as it follows "Type".</summary>
    public const string Allowed =
        "a number as it is dialled here (139 1234 5678, 010 6552 9988, 0912 345 678), or with + and the country's prefix (+852 2345 6789)";

    static readonly string[] Here = ["CN", "TW"];

    // What the library calls a number that names its country itself.
    const string Anywhere = "ZZ";

    /// <summary>The number as kept, or null when nobody can be reached under what was typed.</summary>
    public static string? Read(string typed)
    {
        var plain = typed.Plain();
        if (plain.StartsWith("00", StringComparison.Ordinal))
            plain = $"+{plain[2..]}";
        if (!Dialled().IsMatch(plain))
            return null;
        // Series of mobile numbers are given out faster than a table of them is renewed.
        if (MainlandMobile().Match(plain) is { Success: true } mainland)
            return $"+86{mainland.Groups[1]}";
        if (TaiwanMobile().Match(plain) is { Success: true } taiwan)
            return $"+886{taiwan.Groups[1]}";
        string[] countries = plain[0] == '+' ? [Anywhere] : Here;
        return countries.Select(country => Valid(plain, country)).FirstOrDefault(kept => kept is not null);
    }

    /// <summary>The number as kept; one of before that cannot be read stays as it is.</summary>
    public static string Normalized(string phone) => Read(phone) ?? phone;

    /// <summary>What people say when they are asked for the end of their number: four digits, or null when it is something else.</summary>
    public static string? ReadTail(string typed) => typed.Plain() is { Length: 4 } tail && tail.All(char.IsAsciiDigit) ? tail : null;

    /// <summary>The last four digits.</summary>
    public static string Tail(string phone) => phone[^4..];

    /// <summary>The number as shown to whoever may not know it: its last four digits. Empty when there is none.</summary>
    public static string Masked(string? phone) => Mask.AllButLast(4, phone ?? "");

    /// <summary>A kept number in groups, as it is dialled here, or with its prefix when it is of another country.</summary>
    public static string Shown(string phone)
    {
        if (Parsed(phone, Anywhere) is not { } number)
            return phone;
        var isOfHere = Here.Contains(PhoneNumberUtil.GetInstance().GetRegionCodeForCountryCode(number.CountryCode));
        return PhoneNumberUtil.GetInstance().Format(number, isOfHere ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    /// <summary>True for the two letters of a country or region (ISO 3166-1) that has telephone numbers.</summary>
    public static bool IsCountry(string letters) => PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(letters);

    static string? Valid(string plain, string country)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        return
            Parsed(plain, country) is { } number
            && (country == Anywhere ? numbers.IsValidNumber(number) : numbers.IsValidNumberForRegion(number, country))
            ? numbers.Format(number, PhoneNumberFormat.E164)
            : null;
    }

    static PhoneNumbers.PhoneNumber? Parsed(string plain, string country)
    {
        try
        {
            return PhoneNumberUtil.GetInstance().Parse(plain, country);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\+?[0-9]{5,20}$")]
    private static partial Regex Dialled();

    [GeneratedRegex(@"^(?:\+?86)?(1[3-9][0-9]{9})$")]
    private static partial Regex MainlandMobile();

    [GeneratedRegex(@"^(?:\+?886|0)(9[0-9]{8})$")]
    private static partial Regex TaiwanMobile();
}
