using System.Text;
using Icu;

namespace Clinic.Values;

/// <summary>
/// Spells a name as it is searched: in simplified characters, and in Latin letters without tones, both without blanks, marks and
/// capitals. So 張偉, 张伟 and Zhang Wei find each other. A surname is read as a surname; as its character is read elsewhere
/// it is found too.
/// </summary>
public static class NameSpelling
{
    /// <summary>Counts up when the same name is spelled otherwise than before; who keeps spellings keeps it with them.</summary>
    public const int Edition = 1;

    // A transliterator of ICU is not promised to serve two threads at once.
    static readonly Lock OneAtATime = new();
    static readonly Lazy<(Transliterator Simplified, Transliterator Latin)> Icu = new(() =>
    {
        Wrapper.Init();
        return (
            Transliterator.CreateInstance("Traditional-Simplified; Lower"),
            Transliterator.CreateInstance("Han-Latin; Any-Latin; Latin-ASCII; Lower")
        );
    });

    /// <summary>Comes after every name that begins with the same characters, in the order of their codes.</summary>
    public const string Last = "\U0010FFFF";

    /// <summary>In simplified characters.</summary>
    public static string Simplified(string name) => Bare(Spelled(name, latin: false));

    /// <summary>In Latin letters: the first spelling is the one by which people are alike.</summary>
    public static string Latin(string name) => Readings(name)[0];

    /// <summary>
    /// Every spelling in Latin letters, two at most: with the surname read as one, and with its character read as elsewhere, or as the
    /// same surname is read by others.
    /// </summary>
    public static IReadOnlyList<string> Readings(string name)
    {
        var plain = LatinOf(name);
        if (IsLatin(name))
            return [plain];
        var simplified = Simplified(name);
        var (surname, readings) = SurnameReadings.Of(simplified);
        if (readings.Count == 0)
            return [plain];
        var given = LatinOf(simplified[surname.Length..]);
        return [.. readings.Select(reading => WithoutDots($"{reading}{given}")).Append(plain).Distinct().Take(2)];
    }

    /// <summary>
    /// Latin letters as the search compares them: ü is u, also where it is written v, or after l yu (吕 as lv and as lyu).
    /// </summary>
    public static string Query(string latin) => WithoutDots(Bare(latin.ToLowerInvariant()));

    /// <summary>Latin letters as they were compared by the edition before.</summary>
    public static string QueryOfBefore(string latin) => Bare(latin.ToLowerInvariant());

    /// <summary>True when somebody wrote it without a single character of another script.</summary>
    public static bool IsLatin(string name) => Ascii.IsValid(name);

    /// <summary>
    /// How the names that are asked for may begin: as the search compares them, and, while the last letters may still become lyu, also as
    /// that would be compared.
    /// </summary>
    public static IReadOnlyList<string> Beginnings(string latin) =>
        Query(latin) is var query && query.EndsWith("ly", StringComparison.Ordinal) ? [query, $"{query[..^1]}u"] : [query];

    // Pinyin writes ü only after l and n. After n, yu may as well begin the next syllable (天宇, tianyu), and is left as it is.
    static string WithoutDots(string latin) =>
        latin
            .Replace("lyu", "lu", StringComparison.Ordinal)
            .Replace("lv", "lu", StringComparison.Ordinal)
            .Replace("nv", "nu", StringComparison.Ordinal);

    static string LatinOf(string name) => WithoutDots(Bare(Spelled(name, latin: true)));

    static string Spelled(string name, bool latin)
    {
        // ICU would look through all of its characters to say the same.
        if (IsLatin(name))
            return name.ToLowerInvariant();
        lock (OneAtATime)
            return (latin ? Icu.Value.Latin : Icu.Value.Simplified).Transliterate(name);
    }

    static string Bare(string spelled) => string.Concat(spelled.EnumerateRunes().Where(Rune.IsLetterOrDigit));
}
