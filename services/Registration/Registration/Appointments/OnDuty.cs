using Clinic.Registration.Absences;
using Clinic.Registration.Directory;

namespace Clinic.Registration.Appointments;

/// <summary>Which doctors are there at a time: on shift where the day has a published roster, and not away.</summary>
sealed class OnDuty(
    bool hasRoster,
    IReadOnlyList<(Guid Who, DateTimeOffset From, DateTimeOffset To)> shifts,
    IReadOnlyList<(Guid Who, DateTimeOffset From, DateTimeOffset To, bool Leave)> absences
)
{
    /// <summary>Looks at one clinic day, between two instants.</summary>
    public static async Task<OnDuty> Of(
        RegistrationDb db,
        Guid branch,
        DateOnly day,
        IReadOnlyCollection<Guid> doctors,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken stop
    )
    {
        var roster = await db
            .Rosters.AsNoTracking()
            .Where(one => one.BranchId == branch && one.Day == day && one.PublishedAt != null)
            .Select(one => (Guid?)one.Id)
            .FirstOrDefaultAsync(stop);
        var shifts = roster is null
            ? []
            : await db
                .Shifts.AsNoTracking()
                .Where(shift => shift.RosterId == roster && doctors.Contains(shift.EmployeeId))
                .ToListAsync(stop);
        var absences = await db
            .Absences.AsNoTracking()
            .Where(one => doctors.Contains(one.EmployeeId) && one.Stands && one.EndsAt > from && one.StartsAt < to)
            .ToListAsync(stop);
        return new(
            roster is not null,
            [.. shifts.Select(one => (one.EmployeeId, one.StartsAt, one.EndsAt))],
            [.. absences.Select(one => (one.EmployeeId, one.StartsAt, one.EndsAt, one.Kind == AbsenceKind.OnLeave))]
        );
    }

    public bool IsThere(Guid doctor, DateTimeOffset from, DateTimeOffset to) =>
        (!hasRoster || shifts.Any(one => one.Who == doctor && one.From <= from && one.To >= to))
        && !absences.Any(one => one.Who == doctor && one.From < to && one.To > from);

    /// <summary>
    /// WF-08 1: what the board expects of a doctor for a day between two instants: away for all of it, not rostered, or there.
    /// </summary>
    public DoctorStatus Expected(Guid doctor, DateTimeOffset opens, DateTimeOffset closes)
    {
        var away = absences.FirstOrDefault(one => one.Who == doctor && one.From <= opens && one.To >= closes);
        if (away != default)
            return away.Leave ? DoctorStatus.OnLeave : DoctorStatus.OffDuty;
        return hasRoster && !shifts.Any(one => one.Who == doctor) ? DoctorStatus.OffDuty : DoctorStatus.Available;
    }
}
