using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Registration.Branches;

/// <summary>Knows which day it is at a branch. A zone once read is kept, because a branch never moves to another.</summary>
sealed class ClinicDays
{
    readonly ConcurrentDictionary<Guid, TimeZoneInfo> zones = [];

    /// <summary>The clinic day of an instant at a branch, or null when there is no such branch.</summary>
    public async ValueTask<DateOnly?> DayOf(Guid branch, DateTimeOffset at, RegistrationDb db, CancellationToken stop)
    {
        if (!zones.TryGetValue(branch, out var zone))
        {
            if (await db.Branches.Where(one => one.Id == branch).Select(one => one.TimeZone).FirstOrDefaultAsync(stop) is not { } name) return null;
            zone = zones.GetOrAdd(branch, TimeZoneInfo.FindSystemTimeZoneById(name));
        }
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }
}
