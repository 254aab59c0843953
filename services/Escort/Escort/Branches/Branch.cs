namespace Clinic.Escort.Branches;

/// <summary>A branch as far as escorting needs it: that it was opened, and when its days and years begin.</summary>
[OutsideScope("Opened branches and their time zones are known to every member of staff.")]
[KnownHere(Awaited.Branch)]
public sealed class Branch
{
    public Guid Id { get; init; }
    public required string TimeZone { get; init; }

    /// <summary>The day of the branch's calendar an instant falls on.</summary>
    public DateOnly DayOf(DateTimeOffset at) => WallClock.DayOf(Zone, at);

    /// <summary>The instant a day of the branch's calendar is over.</summary>
    public DateTimeOffset EndOf(DateOnly day) => WallClock.StartOf(Zone, day.AddDays(1));

    TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
