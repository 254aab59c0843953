using System.Collections.Concurrent;

namespace Clinic.Registration.Premises.Branches;

/// <summary>Knows which day it is at a branch. A zone once read is kept, because a branch never moves to another.</summary>
sealed class ClinicDays
{
    static readonly Policy<TimeOnly> Opens = new("branch.opens", new(8, 0), TimeOnly.MinValue, new(23, 59), "default, unconfirmed (A-22)"),
        Closes = new("branch.closes", new(18, 0), TimeOnly.MinValue, new(23, 59), "default, unconfirmed (A-22)");

    readonly ConcurrentDictionary<Guid, TimeZoneInfo> zones = [];

    /// <summary>The clinic day of an instant at a branch, or null when there is no such branch.</summary>
    public async ValueTask<DateOnly?> DayOf(Guid branch, DateTimeOffset at, RegistrationDb db, CancellationToken stop) =>
        await ZoneOf(branch, db, stop) is { } zone ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null;

    /// <summary>
    /// The instant at which the clock on a known branch's wall shows a time; one that is skipped that day counts as the hour before it.
    /// </summary>
    public async ValueTask<DateTimeOffset> InstantOf(Guid branch, DateOnly day, TimeOnly time, RegistrationDb db, CancellationToken stop)
    {
        var zone = (await ZoneOf(branch, db, stop))!;
        var wall = day.ToDateTime(time);
        return new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
    }

    /// <summary>When a known branch opens and closes on a clinic day.</summary>
    public async ValueTask<(DateTimeOffset Opens, DateTimeOffset Closes)> HoursOf(
        Guid branch,
        DateOnly day,
        PolicyBook policies,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        var noon = await InstantOf(branch, day, new(12, 0), db, stop);
        return (
            await InstantOf(branch, day, policies.Value(Opens, branch, noon), db, stop),
            await InstantOf(branch, day, policies.Value(Closes, branch, noon), db, stop)
        );
    }

    /// <summary>The instant at which a clinic day begins at a branch that is known.</summary>
    public async ValueTask<DateTimeOffset> StartOf(Guid branch, DateOnly day, RegistrationDb db, CancellationToken stop)
    {
        var (zone, midnight) = ((await ZoneOf(branch, db, stop))!, day.ToDateTime(TimeOnly.MinValue));
        // A zone that changes its clocks at midnight has no midnight on that day.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

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
