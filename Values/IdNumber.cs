using System.Globalization;
using System.Text.RegularExpressions;

namespace Clinic.Values;

/// <summary>Numbers of identity cards of the mainland and of Taiwan, each with its check digit.</summary>
public static partial class IdNumber
{
    public const string Pattern = "[0-9]{17}[0-9X]|[A-Z][12][0-9]{8}";

    const string MainlandChecks = "10X98765432",
        TaiwanLetters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    static readonly int[] MainlandWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2],
        TaiwanWeights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];

    /// <summary>True when the last digit fits the others.</summary>
    public static bool Checks(string number) =>
        Form().IsMatch(number) && (number.Length == 18 ? MainlandChecksIn(number) : TaiwanChecksIn(number));

    // GB 11643: weighted sum of seventeen digits, and a birthday that exists.
    static bool MainlandChecksIn(string number) =>
        MainlandChecks[number.Take(17).Select((digit, at) => (digit - '0') * MainlandWeights[at]).Sum() % 11] == number[17]
        && DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // The letter stands for the place, a number of two digits from 10 on in the order in which the places were numbered.
    static bool TaiwanChecksIn(string number)
    {
        var place = TaiwanLetters.IndexOf(number[0], StringComparison.Ordinal) + 10;
        int[] digits = [place / 10, place % 10, .. number.Skip(1).Select(digit => digit - '0')];
        return digits.Select((digit, at) => digit * TaiwanWeights[at]).Sum() % 10 == 0;
    }

    [GeneratedRegex($"^(?:{Pattern})$")]
    private static partial Regex Form();
}

/// <summary>The number of an identity card whose check digit fits.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IdNumberAttribute()
    : ValidationAttribute("{0} is not the number of an identity card: its form or its check digit is wrong.")
{
    public override bool IsValid(object? value) => value is null || (value is string number && IdNumber.Checks(number));
}
