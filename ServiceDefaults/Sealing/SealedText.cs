using System.Text;

namespace Clinic.ServiceDefaults;

/// <summary>
/// A text about a person as a row keeps it: unreadable in the database. An act writes the words, and the save seals them for the
/// row's subject; an act that read rows opens them with <see cref="SealedRows.Open"/> before it reads the words.
/// </summary>
/// <remarks>
/// Kept as one byte for the form, then either the words, as an earlier build left them until they are sealed in the background, or the
/// id of the data key and what <see cref="AesSeal"/> made.
/// </remarks>
public sealed class SealedText
{
    /// <summary>The form of words that are not sealed yet.</summary>
    internal const byte Clear = 0;
    const byte Sealed = 1;
    const int Header = 17;

    string? words;
    byte[]? kept;

    SealedText(string? words, byte[]? kept) => (this.words, this.kept, IsOpen) = (words, kept, words is not null);

    /// <summary>Words that the next save seals.</summary>
    public static SealedText Of(string words) => new(words, kept: null);

    /// <summary>Words that the next save seals.</summary>
    public static implicit operator SealedText(string words) => Of(words);

    /// <summary>Words or, without any, nothing.</summary>
    public static SealedText? OfOptional(string? words) => words is null ? null : Of(words);

    /// <summary>The words; nothing once the subject was forgotten.</summary>
    /// <exception cref="InvalidOperationException">The row was not opened.</exception>
    public string? Read() => IsOpen ? words : throw new InvalidOperationException("A sealed text is read before its row was opened.");

    /// <summary>True when it can be read.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>True for words that stand in the database as they are.</summary>
    internal bool IsClear => kept is [Clear, ..];

    /// <summary>The data key that seals it.</summary>
    internal Guid KeyId => new(kept.AsSpan(1, Header - 1), bigEndian: true);

    /// <summary>As it stands in the database.</summary>
    internal byte[] Kept => kept ?? throw new InvalidOperationException("A text is sealed by the save, and found by its row only.");

    internal static SealedText Found(byte[] kept) => new(kept is [Clear, ..] ? Encoding.UTF8.GetString(kept.AsSpan(1)) : null, kept);

    internal void Seal(Guid keyId, byte[] key, byte[] boundTo) =>
        kept = [Sealed, .. keyId.ToByteArray(bigEndian: true), .. AesSeal.Close(key, boundTo, Encoding.UTF8.GetBytes(words!))];

    /// <summary>Opens it for reading; without a key, because its subject was forgotten, there are no words.</summary>
    internal void Open(byte[]? key, byte[] boundTo)
    {
        words = key is null ? null : Encoding.UTF8.GetString(AesSeal.Open(key, boundTo, Kept.AsSpan(Header)));
        IsOpen = true;
    }

    /// <summary>True when both say the same, as far as that can be read.</summary>
    internal static bool Same(SealedText? text, SealedText? other) =>
        ReferenceEquals(text, other) || (text?.words is { } words && words == other?.words);

    /// <summary>Never the words: what is written into a log by mistake tells nothing.</summary>
    public override string ToString() => "(sealed)";
}
