using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Branches;

/// <summary>
/// The calendar of a branch from a day on: hours of the week, closed days, and days that are worked as another weekday. Each change is a
/// row of its own, and its number is the version that listeners go by. Of two calendars the one that begins later holds; of two that begin
/// on one day, the later change.
/// </summary>
public sealed class BranchCalendar : IBranchScoped, IAppendOnly
{
    public Guid BranchId { get; init; }
    public int Version { get; init; }

    /// <summary>The first day it holds.</summary>
    public DateOnly From { get; init; }

    /// <summary>By weekday and time; a break is the gap between two.</summary>
    public required IReadOnlyList<OpenHours> Week { get; init; }

    public required IReadOnlyList<DateOnly> ClosedDays { get; init; }
    public required IReadOnlyList<MakeUpDay> MakeUpDays { get; init; }
    public required string Reason { get; init; }
    public required string Actor { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The hours that begin on a day; none when it is closed.</summary>
    public IEnumerable<OpenHours> HoursOf(DateOnly day)
    {
        if (ClosedDays.Contains(day))
            return [];
        var weekday = MakeUpDays.FirstOrDefault(makeUp => makeUp.Day == day)?.As ?? day.DayOfWeek;
        return Week.Where(hours => hours.Day == weekday);
    }

    /// <summary>True when this says the same of the same days.</summary>
    public bool SaysAs(BranchCalendar other) =>
        From == other.From
        && Reason == other.Reason
        && Week.SequenceEqual(other.Week)
        && ClosedDays.SequenceEqual(other.ClosedDays)
        && MakeUpDays.SequenceEqual(other.MakeUpDays);

    /// <summary>The fact that tells it to others.</summary>
    public BranchCalendarChanged Changed() => new(BranchId, From, Week, ClosedDays, MakeUpDays, At, Version);
}

/// <summary>The calendars of a branch, and who may look at them while they change.</summary>
static class CalendarBook
{
    /// <summary>Every calendar the branch ever set, by version.</summary>
    public static Task<List<BranchCalendar>> CalendarsOf(this RegistrationDb db, Guid branch, CancellationToken stop) =>
        db.Calendars.AsNoTracking().Where(calendar => calendar.BranchId == branch).OrderBy(calendar => calendar.Version).ToListAsync(stop);

    /// <summary>Whoever keeps a time by the hours of a branch has them unchanged until the transaction ends.</summary>
    public static Task KeepCalendar(this RegistrationDb db, Guid branch, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended({KeyOf(branch)}, 0))", stop);

    /// <summary>Whoever changes the hours waits for those who keep times by them, and they wait in turn.</summary>
    public static Task LockCalendar(this RegistrationDb db, Guid branch, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({KeyOf(branch)}, 0))", stop);

    static string KeyOf(Guid branch) => $"calendar {branch}";
}
