using System.Text;

namespace Clinic.Values;

/// <summary>
/// The name of a person as it is called out and written on a card: a letter or a Chinese character at least, and nothing in it that is
/// not seen or that turns the direction of reading. What chooses the shape of a Chinese character may stand behind one.
/// </summary>
/// <param name="most">The most characters.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonNameAttribute(int most) : TextAttribute(most)
{
    protected override string Allowed => $"{base.Allowed}, with a letter or a Chinese character";

    protected override string? FurtherFault(string text)
    {
        Rune before = default;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Characters.TurnsDirection(rune))
                return $"holds a character that turns the direction of reading (U+{rune.Value:X4})";
            if (Characters.IsInvisible(rune) && !(Characters.ChoosesShape(rune) && Characters.IsIdeograph(before)))
                return $"holds a character that nobody sees (U+{rune.Value:X4})";
            before = rune;
        }
        return text.EnumerateRunes().Any(Rune.IsLetter) ? null : "holds no letter and no Chinese character";
    }

    static bool IsSeen(Rune rune) => !Characters.IsInvisible(rune) && !Characters.IsNoncharacter(rune) && !Rune.IsControl(rune);

    /// <summary>A name of before the check, without what nobody sees; itself when it is a name, or nothing of one would be left.</summary>
    public static string Cleaned(string name)
    {
        var seen = string.Concat(name.EnumerateRunes().Where(IsSeen)).Normalized();
        return seen.EnumerateRunes().Any(Rune.IsLetter) ? seen : name;
    }
}
