namespace Clinic.Values;

/// <summary>
/// What the clock on a wall and the calendar beside it mean, the only place where days of a branch are made. A time the clock shows twice
/// is the second; one it skips is the instant at which it jumps, so that what comes later on the wall never comes earlier.
/// </summary>
public static class WallClock
{
    /// <summary>The instant at which a clock in this zone shows a time.</summary>
    public static DateTimeOffset InstantOf(TimeZoneInfo zone, DateTime wall)
    {
        while (zone.IsInvalidTime(wall))
            wall = wall.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Min() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }

    /// <summary>The instant at which a day begins in this zone.</summary>
    public static DateTimeOffset StartOf(TimeZoneInfo zone, DateOnly day) => InstantOf(zone, day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The day that the calendar beside the clock shows.</summary>
    public static DateOnly DayOf(TimeZoneInfo zone, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
