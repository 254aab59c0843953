namespace Clinic.Values;

/// <summary>
/// Words that a person wrote: something to see in them, not too long, nothing a log line or the database would choke on. Also for lists of
/// such. Length counts characters as the text is kept, so that one of two codes counts once.
/// </summary>
/// <param name="most">The most characters.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public class TextAttribute(int most) : WordedAttribute
{
    // A character is kept as at most so many codes of sixteen bits fewer than it was sent as.
    const int Composes = 4;

    /// <summary>The least number of characters.</summary>
    public int Least { get; init; } = 1;

    /// <summary>True when the text may have several lines.</summary>
    public bool Lines { get; init; }

    /// <summary>The most items of a list.</summary>
    public int Items { get; init; } = 50;

    /// <summary>What is allowed, in words.</summary>
    protected virtual string Allowed =>
        $"{Least} to {most} characters{(Lines ? "" : " on one line")}{(Least == 1 ? ", one of them to be seen" : "")}";

    protected sealed override string? Objection(object value) =>
        value switch
        {
            string text => OfText(text),
            IReadOnlyCollection<string?> list when list.Count > Items => $"There are more than {Items} texts.",
            IReadOnlyCollection<string?> list => list.Select(text => text is null ? "A text of the list is missing." : OfText(text))
                .FirstOrDefault(sentence => sentence is not null),
            _ => "This is no text.",
        };

    /// <summary>What else is wrong with a text of readable characters and allowed length, in words that follow "This"; else null.</summary>
    protected virtual string? FurtherFault(string text) => null;

    string? OfText(string text) => Fault(text) is { } fault ? $"This {fault}; allowed are {Allowed}." : null;

    string? Fault(string text)
    {
        if (text.Length > most * Composes)
            return "is too long";
        if (Characters.Fault(text, Lines) is { } fault)
            return fault;
        if (Characters.CountVisible(text) == 0)
            return "is empty";
        var length = Characters.Count(text);
        return length > most ? "is too long"
            : length < Least ? "is too short"
            : FurtherFault(text);
    }
}
