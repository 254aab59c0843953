using System.Collections.Concurrent;

namespace Clinic.Registration.Premises.Branches;

/// <summary>
/// Knows which day it is at a branch and when it is open. A zone once read is kept, because a branch never moves to another.
/// </summary>
sealed class ClinicDays
{
    static readonly Policy<TimeOnly> Opens = new("branch.opens", new(8, 0), TimeOnly.MinValue, new(23, 59), "default, unconfirmed (A-22)"),
        Closes = new("branch.closes", new(18, 0), TimeOnly.MinValue, new(23, 59), "default, unconfirmed (A-22)");

    readonly ConcurrentDictionary<Guid, TimeZoneInfo> zones = [];

    /// <summary>The clinic day of an instant at a branch, or null when there is no such branch.</summary>
    public async ValueTask<DateOnly?> DayOf(Guid branch, DateTimeOffset at, RegistrationDb db, CancellationToken stop) =>
        await ZoneOf(branch, db, stop) is { } zone ? WallClock.DayOf(zone, at) : null;

    /// <summary>The instant at which the clock on a known branch's wall shows a time.</summary>
    public async ValueTask<DateTimeOffset> InstantOf(Guid branch, DateOnly day, TimeOnly time, RegistrationDb db, CancellationToken stop) =>
        WallClock.InstantOf((await ZoneOf(branch, db, stop))!, day.ToDateTime(time));

    /// <summary>
    /// When a known branch is open: by the calendars it set; before the first of them, or without any, every day from
    /// <c>branch.opens</c> to <c>branch.closes</c>.
    /// </summary>
    public async ValueTask<OpeningHours> HoursOf(Guid branch, PolicyBook policies, RegistrationDb db, CancellationToken stop) =>
        HoursBy(await db.CalendarsOf(branch, stop), (await ZoneOf(branch, db, stop))!, branch, policies);

    /// <summary>The same by these calendars, one of which may be new with this save.</summary>
    public async ValueTask<OpeningHours> HoursBy(
        IReadOnlyCollection<BranchCalendar> calendars,
        Guid branch,
        PolicyBook policies,
        RegistrationDb db,
        CancellationToken stop
    ) => HoursBy(calendars, (await ZoneOf(branch, db, stop))!, branch, policies);

    /// <summary>The instant at which a clinic day begins at a branch that is known.</summary>
    public ValueTask<DateTimeOffset> StartOf(Guid branch, DateOnly day, RegistrationDb db, CancellationToken stop) =>
        InstantOf(branch, day, TimeOnly.MinValue, db, stop);

    static OpeningHours HoursBy(IReadOnlyCollection<BranchCalendar> calendars, TimeZoneInfo zone, Guid branch, PolicyBook policies) =>
        new(
            zone,
            calendars,
            day =>
            {
                var noon = WallClock.InstantOf(zone, day.ToDateTime(new(12, 0)));
                return new(day.DayOfWeek, policies.Value(Opens, branch, noon), policies.Value(Closes, branch, noon));
            }
        );

    async ValueTask<TimeZoneInfo?> ZoneOf(Guid branch, RegistrationDb db, CancellationToken stop)
    {
        if (zones.TryGetValue(branch, out var zone))
            return zone;
        if (
            await db.Branches.Where(candidate => candidate.Id == branch).Select(candidate => candidate.TimeZone).FirstOrDefaultAsync(stop)
            is not { } name
        )
            return null;
        return zones.GetOrAdd(branch, TimeZoneInfo.FindSystemTimeZoneById(name));
    }
}
