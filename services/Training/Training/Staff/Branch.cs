namespace Clinic.Training.Staff;

/// <summary>A branch as far as training needs it: that it exists, and when its days begin.</summary>
[OutsideScope("Opened branches and their time zones are known to every member of staff.")]
[KnownHere(Awaited.Branch)]
public sealed class Branch
{
    public Guid Id { get; init; }
    public required string TimeZone { get; init; }

    /// <summary>The clinic day an instant falls on.</summary>
    public DateOnly DayOf(DateTimeOffset at) => WallClock.DayOf(Zone, at);

    /// <summary>The instant a clinic day begins.</summary>
    public DateTimeOffset StartOf(DateOnly day) => WallClock.StartOf(Zone, day);

    TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
