using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Branches;

/// <summary>A time in which a branch is open, its end excluded.</summary>
public readonly record struct OpenSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// When a branch is open: the one place where it is worked out, from its calendars and the clock on its wall. Hours over midnight belong
/// to the day on which they begin, so a closed day ends neither the evening before nor what begins after it.
/// </summary>
/// <param name="zone">The zone of the branch.</param>
/// <param name="calendars">Every calendar the branch set, in any order.</param>
/// <param name="usual">The hours of a day for which the branch set no calendar.</param>
public sealed class OpeningHours(TimeZoneInfo zone, IReadOnlyCollection<BranchCalendar> calendars, Func<DateOnly, OpenHours> usual)
{
    /// <summary>How far ahead an opening is looked for.</summary>
    public const int FurthestDays = 400;

    // The newest calendar that has begun is the first that has.
    readonly BranchCalendar[] newestFirst =
    [
        .. calendars.OrderByDescending(calendar => calendar.From).ThenByDescending(calendar => calendar.Version),
    ];

    /// <summary>The day at the branch.</summary>
    public DateOnly DayOf(DateTimeOffset at) => WallClock.DayOf(zone, at);

    /// <summary>The instant at which a day begins at the branch.</summary>
    public DateTimeOffset StartOf(DateOnly day) => WallClock.InstantOf(zone, day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The times that begin on a day, one after the other; nothing when it is closed.</summary>
    public IReadOnlyList<OpenSpan> Of(DateOnly day)
    {
        var calendar = newestFirst.FirstOrDefault(candidate => candidate.From <= day);
        return
        [
            .. (calendar?.HoursOf(day) ?? [usual(day)])
                .Select(hours => SpanOf(day, hours))
                .Where(span => span.From < span.To)
                .OrderBy(span => span.From),
        ];
    }

    /// <summary>The times between two instants, cut off at both; times that touch are one.</summary>
    public IReadOnlyList<OpenSpan> Between(DateTimeOffset from, DateTimeOffset to)
    {
        List<OpenSpan> found = [];
        if (from >= to)
            return found;
        // What began the evening before may still go on.
        for (var day = DayOf(from).AddDays(-1); day <= DayOf(to); day = day.AddDays(1))
            foreach (var span in Of(day).Where(span => span.From < to && span.To > from))
            {
                OpenSpan cut = new(span.From < from ? from : span.From, span.To > to ? to : span.To);
                if (found is [.., var last] && last.To >= cut.From)
                    found[^1] = last with { To = last.To > cut.To ? last.To : cut.To };
                else
                    found.Add(cut);
            }
        return found;
    }

    /// <summary>True while the branch is open.</summary>
    public bool IsOpenAt(DateTimeOffset at) => Between(at, at.AddTicks(1)).Count == 1;

    /// <summary>True when the branch is open from one instant to the other without a break.</summary>
    public bool IsOpenBetween(DateTimeOffset from, DateTimeOffset to) =>
        Between(from, to) is [var only] && (only.From, only.To) == (from, to);

    /// <summary>
    /// The instant itself while the branch is open, else when it opens next; null when it does not for longer than a year.
    /// </summary>
    public DateTimeOffset? NextOpen(DateTimeOffset at)
    {
        if (IsOpenAt(at))
            return at;
        var today = DayOf(at);
        for (var day = today; day <= today.AddDays(FurthestDays); day = day.AddDays(1))
            foreach (var span in Of(day).Where(span => span.From > at))
                return span.From;
        return null;
    }

    /// <summary>Whole minutes in which the branch is open between two instants.</summary>
    public int OpenMinutes(DateTimeOffset from, DateTimeOffset to) =>
        (int)(Between(from, to).Sum(span => (span.To - span.From).Ticks) / TimeSpan.TicksPerMinute);

    OpenSpan SpanOf(DateOnly day, OpenHours hours) =>
        new(
            WallClock.InstantOf(zone, day.ToDateTime(hours.From)),
            WallClock.InstantOf(zone, (hours.To > hours.From ? day : day.AddDays(1)).ToDateTime(hours.To))
        );
}
