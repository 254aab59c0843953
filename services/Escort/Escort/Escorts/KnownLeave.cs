namespace Clinic.Escort.Escorts;

/// <summary>
/// A leave of a person as far as it was heard of: its approval, and that it was taken back or ended early, may come in any order;
/// the higher version counts.
/// </summary>
public sealed class KnownLeave : IBranchScoped, IPersonScoped
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>Nothing until the approval is heard.</summary>
    public DateTimeOffset? StartsAt { get; private set; }
    public DateTimeOffset? EndsAt { get; private set; }
    public bool IsCancelled { get; private set; }

    /// <summary>From when on the person is back before the leave's end.</summary>
    public DateTimeOffset? BackAt { get; private set; }

    /// <summary>Of the last word on it.</summary>
    public int EventVersion { get; private set; }

    /// <summary>It is approved; again after it was taken back, with a higher version.</summary>
    public void Approve(DateTimeOffset startsAt, DateTimeOffset endsAt, int version)
    {
        if (StartsAt is null || version > EventVersion)
            (StartsAt, EndsAt) = (startsAt.ToUniversalTime(), endsAt.ToUniversalTime());
        if (version > EventVersion)
            (IsCancelled, BackAt, EventVersion) = (false, null, version);
    }

    /// <summary>It is taken back before it began.</summary>
    public void Cancel(int version)
    {
        if (version > EventVersion)
            (IsCancelled, EventVersion) = (true, version);
    }

    /// <summary>It ends before its time.</summary>
    public void EndEarly(DateTimeOffset backAt, int version)
    {
        if (version > EventVersion)
            (BackAt, EventVersion) = (backAt.ToUniversalTime(), version);
    }

    /// <summary>True when the person is away at any instant of a span.</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => !IsCancelled && StartsAt < to && (BackAt ?? EndsAt) > from;
}
