using Clinic.Registration.Premises.Absences;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Premises.Rosters;

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
            .Where(candidate => candidate.BranchId == branch && candidate.Day == day && candidate.PublishedAt != null)
            .Select(candidate => (Guid?)candidate.Id)
            .FirstOrDefaultAsync(stop);
        var shifts = roster is null
            ? []
            : await db
                .Shifts.AsNoTracking()
                .Where(shift => shift.RosterId == roster && doctors.Contains(shift.EmployeeId))
                .ToListAsync(stop);
        var absences = await db
            .Absences.AsNoTracking()
            .Where(absence => doctors.Contains(absence.EmployeeId) && absence.Stands && absence.EndsAt > from && absence.StartsAt < to)
            .ToListAsync(stop);
        return new(
            roster is not null,
            [.. shifts.Select(shift => (shift.EmployeeId, shift.StartsAt, shift.EndsAt))],
            [.. absences.Select(absence => (absence.EmployeeId, absence.StartsAt, absence.EndsAt, absence.Kind == AbsenceKind.OnLeave))]
        );
    }

    public bool IsThere(Guid doctor, DateTimeOffset from, DateTimeOffset to) =>
        (!hasRoster || shifts.Any(pair => pair.Who == doctor && pair.From <= from && pair.To >= to))
        && !absences.Any(pair => pair.Who == doctor && pair.From < to && pair.To > from);

    /// <summary>
    /// WF-08 1: what the board expects of a doctor for a day between two instants: away for all of it, not rostered, or there.
    /// </summary>
    public DoctorStatus Expected(Guid doctor, DateTimeOffset opens, DateTimeOffset closes)
    {
        var away = absences.FirstOrDefault(pair => pair.Who == doctor && pair.From <= opens && pair.To >= closes);
        if (away != default)
            return away.Leave ? DoctorStatus.OnLeave : DoctorStatus.OffDuty;
        return hasRoster && !shifts.Any(pair => pair.Who == doctor) ? DoctorStatus.OffDuty : DoctorStatus.Available;
    }
}
