using System.Globalization;
using System.Text;

namespace Clinic.Values;

/// <summary>What single characters of a text are, asked wherever a text is read: the one place that knows.</summary>
public static class Characters
{
    /// <summary>
    /// What no text may hold, in words, or null: a code that is no character (U+FFFE and its kin, half of a pair), the mark that stands
    /// for what was lost, and control characters. Whoever passes can be normalised, stored and shown.
    /// </summary>
    /// <param name="lines">True when line breaks and tabs belong to it.</param>
    public static string? Fault(string text, bool lines = false)
    {
        for (var at = 0; at < text.Length; )
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
                return $"holds half of a character (U+{(int)text[at]:X4})";
            if (IsNoncharacter(rune))
                return $"holds U+{rune.Value:X4}, which is no character";
            if (rune == Rune.ReplacementChar)
                return "holds the mark for a lost character (U+FFFD)";
            if (Rune.IsControl(rune) && !(lines && rune.Value is '\n' or '\r' or '\t'))
                return $"holds a {(lines ? "" : "line break or ")}control character (U+{rune.Value:X4})";
            at += rune.Utf16SequenceLength;
        }
        return null;
    }

    /// <summary>How many characters a text has as it is kept. Only of a text without <see cref="Fault"/>.</summary>
    public static int Count(string text) => text.Normalized().EnumerateRunes().Count();

    /// <summary>How many of them a reader sees: neither blanks, nor marks that only change others, nor what has no shape.</summary>
    public static int CountVisible(string text) => text.EnumerateRunes().Count(IsVisible);

    /// <summary>A code that Unicode promises never to make a character.</summary>
    public static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    /// <summary>Turns the direction of reading, so that a text shows otherwise than it is kept.</summary>
    public static bool TurnsDirection(Rune rune) =>
        rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Chooses another shape of the ideograph before it.</summary>
    public static bool ChoosesShape(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>
    /// Nobody sees it: formats (zero-width ones among them), fillers, the empty pattern of Braille, tags, and what chooses a shape.
    /// </summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || ChoosesShape(rune)
        || rune.Value
            is 0x034F
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or 0x2800
                or 0x3164
                or 0xFFA0
                or (>= 0x180B and <= 0x180F)
                or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>A Chinese character.</summary>
    public static bool IsIdeograph(Rune rune) =>
        rune.Value
            is 0x3007
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x20000 and <= 0x3FFFD);

    static bool IsVisible(Rune rune) =>
        !Rune.IsWhiteSpace(rune)
        && !Rune.IsControl(rune)
        && !IsInvisible(rune)
        && Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark);
}
