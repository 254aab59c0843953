using Icu;

namespace Clinic.Values;

/// <summary>
/// Spells a name as it is searched: in simplified characters, and in Latin letters without tones, both without blanks, marks and
/// capitals. So 張偉, 张伟 and Zhang Wei find each other.
/// </summary>
public static class NameSpelling
{
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

    /// <summary>In Latin letters.</summary>
    public static string Latin(string name) => Bare(Spelled(name, latin: true));

    /// <summary>True when somebody wrote it without a single character of another script.</summary>
    public static bool IsLatin(string name) => System.Text.Ascii.IsValid(name);

    static string Spelled(string name, bool latin)
    {
        // ICU would look through all of its characters to say the same.
        if (IsLatin(name))
            return name.ToLowerInvariant();
        lock (OneAtATime)
            return (latin ? Icu.Value.Latin : Icu.Value.Simplified).Transliterate(name);
    }

    static string Bare(string spelled) => string.Concat(spelled.EnumerateRunes().Where(System.Text.Rune.IsLetterOrDigit));
}
