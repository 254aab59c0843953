using System.Globalization;

namespace Clinic.Registration.WholeRecord.History;

/// <summary>
/// Where a page of a history ended: the time and the id of its last entry, as one word for whoever asks for the next page.
/// </summary>
public sealed record HistoryCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>What the word looks like.</summary>
    public const string Pattern = "[0-9]{18}-[0-9a-f]{32}";

    const int Digits = 18;

    /// <summary>Before the first page: later than everything.</summary>
    public static readonly HistoryCursor Newest = new(new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero), Guid.AllBitsSet);

    /// <summary>The cursor of a word of that pattern.</summary>
    public static HistoryCursor Of(string word) =>
        new(
            new(long.Parse(word.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero),
            Guid.ParseExact(word.AsSpan(Digits + 1), "N")
        );

    /// <summary>The word.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:D18}-{Id:N}");
}
