using System.Text;

namespace Clinic.Values;

/// <summary>How words are kept: without blanks around them and in one spelling of composed characters.</summary>
public static class Texts
{
    /// <summary>The text as kept. Only of a text without <see cref="Characters.Fault"/>.</summary>
    public static string Normalized(this string text) => text.Trim().Normalize(NormalizationForm.FormC);

    /// <summary>
    /// A number as people type it, as it is read: wide digits and letters as the plain ones, capitals, no blanks, hyphens or brackets.
    /// Empty when a character in it is none.
    /// </summary>
    public static string Plain(this string number) =>
        Characters.Fault(number) is not null
            ? ""
            : string.Concat(
                number
                    .Normalize(NormalizationForm.FormKC)
                    .ToUpperInvariant()
                    .EnumerateRunes()
                    .Where(rune => !Rune.IsWhiteSpace(rune) && !Characters.IsInvisible(rune) && !IsDivider(rune))
            );

    static bool IsDivider(Rune rune) =>
        rune.Value is '(' or ')' or '.' or '/' or '\u00B7' or '\u30FB'
        || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.DashPunctuation
        || rune.Value == '\u2212';
}
