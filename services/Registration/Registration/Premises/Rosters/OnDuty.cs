using Clinic.Registration.Premises.Absences;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Premises.Rosters;

/// <summary>
/// Which doctors are there at a time: on shift where the day has a published roster, and not away. A shift over midnight is on the roster
/// of its first day and counts on both.
/// </summary>
sealed class OnDuty(
    IReadOnlySet<DateOnly> rostered,
    IReadOnlyList<(Guid Who, DateTimeOffset From, DateTimeOffset To)> shifts,
    IReadOnlyList<(Guid Who, DateTimeOffset From, DateTimeOffset To, bool Leave)> absences
)
{
    /// <summary>Looks at some clinic days, between two instants.</summary>
    public static async Task<OnDuty> Of(
        RegistrationDb db,
        Guid branch,
        IReadOnlyCollection<DateOnly> days,
        IReadOnlyCollection<Guid> doctors,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken stop
    )
    {
        var rostered = await db
            .Rosters.AsNoTracking()
            .Where(roster => roster.BranchId == branch && days.Contains(roster.Day) && roster.PublishedAt != null)
            .Select(roster => roster.Day)
            .ToListAsync(stop);
        // The bounds by time find them by index; a shift of these days lies within them.
        var (earliest, latest) = (from.AddDays(-1), to.AddDays(1));
        var shifts = await db
            .Shifts.AsNoTracking()
            .Where(shift =>
                doctors.Contains(shift.EmployeeId)
                && shift.EndsAt > earliest
                && shift.StartsAt < latest
                && (days.Contains(shift.Day) || (shift.EndsAt > from && shift.StartsAt < to))
                && db.Rosters.Any(roster => roster.Id == shift.RosterId && roster.BranchId == branch && roster.PublishedAt != null)
            )
            .ToListAsync(stop);
        var absences = await db
            .Absences.AsNoTracking()
            .Where(absence => doctors.Contains(absence.EmployeeId) && absence.Stands && absence.EndsAt > from && absence.StartsAt < to)
            .ToListAsync(stop);
        return new(
            rostered.ToHashSet(),
            [.. shifts.Select(shift => (shift.EmployeeId, shift.StartsAt, shift.EndsAt))],
            [.. absences.Select(absence => (absence.EmployeeId, absence.StartsAt, absence.EndsAt, absence.Kind == AbsenceKind.OnLeave))]
        );
    }

    /// <param name="day">The clinic day on which the time begins.</param>
    public bool IsThere(Guid doctor, DateOnly day, DateTimeOffset from, DateTimeOffset to) =>
        (!rostered.Contains(day) || shifts.Any(pair => pair.Who == doctor && pair.From <= from && pair.To >= to))
        && !absences.Any(pair => pair.Who == doctor && pair.From < to && pair.To > from);

    /// <summary>
    /// WF-08 1: what the board expects of a doctor for a day between two instants: away for all of it, not rostered, or there.
    /// </summary>
    public DoctorStatus Expected(Guid doctor, DateOnly day, DateTimeOffset opens, DateTimeOffset closes)
    {
        var away = absences.FirstOrDefault(pair => pair.Who == doctor && pair.From <= opens && pair.To >= closes);
        if (away != default)
            return away.Leave ? DoctorStatus.OnLeave : DoctorStatus.OffDuty;
        return rostered.Contains(day) && !shifts.Any(pair => pair.Who == doctor) ? DoctorStatus.OffDuty : DoctorStatus.Available;
    }
}
