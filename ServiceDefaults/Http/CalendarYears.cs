namespace Clinic.ServiceDefaults;

/// <summary>
/// The years that people name to a service. Everybody here was born after the first and has left before the last; a day outside is a
/// mistake of a program that sends an empty date, and a day more or less would leave the calendar.
/// </summary>
static class CalendarYears
{
    public static readonly DateOnly First = new(1900, 1, 1),
        Last = new(2199, 12, 31);

    /// <summary>As it follows "allowed is" or "from".</summary>
    public static readonly string InWords = $"{First.Year} to {Last.Year}";

    static readonly DateTimeOffset From = new(First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        Until = new(Last.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    /// <summary>True when the day is in these years.</summary>
    public static bool Hold(DateOnly day) => day >= First && day <= Last;

    /// <summary>True when the instant is in these years.</summary>
    public static bool Hold(DateTimeOffset at) => at >= From && at <= Until;

    /// <summary>True when it is neither a day nor an instant, or is in these years.</summary>
    public static bool HoldAny(object? value) =>
        value switch
        {
            DateOnly day => Hold(day),
            DateTimeOffset at => Hold(at),
            _ => true,
        };
}
