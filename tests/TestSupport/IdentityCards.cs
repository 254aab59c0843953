using System.Globalization;
using Clinic.Values;

namespace Clinic.TestSupport;

/// <summary>Numbers of identity cards that fit the person they are shown for; the same arguments give the same number.</summary>
public static class IdentityCards
{
    const int PeopleOfDay = 500,
        PeopleOfTaiwan = 10_000_000;

    /// <summary>Of the mainland, for whoever was born on this day.</summary>
    public static string Mainland(DateOnly born, bool isMale, int number = 1)
    {
        var first = $"110105{born.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}{(number % PeopleOfDay * 2) + (isMale ? 1 : 0):000}";
        return Checked("0123456789X".Select(check => $"{first}{check}"));
    }

    /// <summary>Of Taiwan.</summary>
    public static string Taiwan(bool isMale, int number = 1) =>
        Checked("0123456789".Select(check => $"A{(isMale ? 1 : 2)}{number % PeopleOfTaiwan:0000000}{check}"));

    static string Checked(IEnumerable<string> numbers) => numbers.First(number => IdDocument.Read(number).Document is not null);
}
