namespace Clinic.Feedback.Complaints;

/// <summary>
/// Something the client is told by a certain instant. What is told first counts; a repetition changes nothing.
/// </summary>
public sealed class PromisedAnswer
{
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? GivenAt { get; private set; }

    /// <summary>The client is told.</summary>
    public void Give(DateTimeOffset now) => GivenAt ??= now;

    /// <summary>Whole minutes from then until the client was told, every minute begun; null while nobody told the client.</summary>
    public int? MinutesFrom(DateTimeOffset filed) =>
        GivenAt is { } given ? (int)Math.Ceiling(Math.Max(0, (given - filed).TotalMinutes)) : null;
}
