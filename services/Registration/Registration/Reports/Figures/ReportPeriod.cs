namespace Clinic.Registration.Reports.Figures;

/// <summary>What every report is asked for: whole clinic days, of one branch or of the group.</summary>
static class ReportPeriod
{
    const int MostDays = 92;

    /// <summary>The days of a period are in order, and a report does not take all night.</summary>
    public static readonly Refusal Impossible = new(
        "period-impossible",
        $"A period has its days in order and at most {MostDays} of them.",
        400
    );

    /// <summary>A month is named by its first day.</summary>
    public static readonly Refusal NotAMonth = new("month-begins-on-the-first", "Name the month by its first day.", 400);

    /// <summary>Null when the caller may see the report and the days make a period; without a branch it is the group's.</summary>
    public static Refusal? CheckDays(Caller caller, Guid? branch, DateOnly from, DateOnly to) =>
        to < from || to.DayNumber - from.DayNumber >= MostDays ? Impossible
        : branch is { } at
            ? caller.WorksIn(at) ? null
                : Refusal.NotFound
        : caller.SeesGroup ? null
        : Refusal.NotFound;

    /// <summary>The last day of the month that begins with this one.</summary>
    public static DateOnly EndOfMonth(DateOnly first) => first.AddMonths(1).AddDays(-1);

    /// <summary>
    /// Null when the day begins a month, which keeps reports that hide small groups from being subtracted from each other.
    /// </summary>
    public static Refusal? CheckMonth(Caller caller, Guid? branch, DateOnly month) =>
        month is { Day: 1, Year: > 1900 and < 9000 } ? CheckDays(caller, branch, month, EndOfMonth(month)) : NotAMonth;
}
