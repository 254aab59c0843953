namespace Clinic.Feedback.Staff;

/// <summary>A branch as far as complaints need it: when its days begin, so that a last day of work ends there and not elsewhere.</summary>
[OutsideScope("Opened branches and their time zones are known to every member of staff.")]
[KnownHere(Awaited.Branch)]
public sealed class Branch
{
    public Guid Id { get; init; }
    public required string TimeZone { get; init; }

    /// <summary>The instant a day of the branch begins.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        // Where the clocks go forward at midnight, the day begins when they have.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
