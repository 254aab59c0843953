using System.Text;

namespace Clinic.Values;

/// <summary>
/// Words that a person wrote: something in them, not too long, nothing a log line or the database would choke on. Also for lists of such.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TextAttribute(int most) : ValidationAttribute("{0} takes readable text of a limited length.")
{
    /// <summary>The least number of characters.</summary>
    public int Least { get; init; } = 1;

    /// <summary>True when the text may have several lines.</summary>
    public bool Lines { get; init; }

    /// <summary>The most items of a list.</summary>
    public int Items { get; init; } = 50;

    public override bool IsValid(object? value) =>
        value switch
        {
            null => true,
            string text => IsText(text),
            IReadOnlyCollection<string> list => list.Count <= Items && list.All(IsText),
            _ => false,
        };

    bool IsText(string? text) =>
        text is not null
        && text.Length <= most
        && text.Trim().Length >= Least
        && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && IsReadable(rune));

    bool IsReadable(Rune rune) => !Rune.IsControl(rune) || (Lines && rune.Value is '\n' or '\r' or '\t');
}

/// <summary>An id made by the caller: anything but zeros.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class GivenIdAttribute() : ValidationAttribute("{0} must be an id made by the caller.")
{
    public override bool IsValid(object? value) => value is null || (value is Guid id && id != Guid.Empty);
}

/// <summary>How words are kept: without blanks around them and in one spelling of composed characters.</summary>
public static class Texts
{
    /// <summary>The text as kept.</summary>
    public static string Normalized(this string text) => text.Trim().Normalize(NormalizationForm.FormC);
}
