namespace Clinic.Feedback.Staff;

/// <summary>A branch as far as complaints need it: when its days begin, so that a last day of work ends there and not elsewhere.</summary>
[OutsideScope("Opened branches and their time zones are known to every member of staff.")]
[KnownHere(Awaited.Branch)]
public sealed class Branch
{
    public Guid Id { get; init; }
    public required string TimeZone { get; init; }

    /// <summary>The instant a day of the branch begins.</summary>
    public DateTimeOffset StartOf(DateOnly day) => WallClock.StartOf(TimeZoneInfo.FindSystemTimeZoneById(TimeZone), day);
}
