using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.Rosters;

namespace Clinic.Registration.Appointments;

/// <summary>A time that can be had, with the doctors and rooms free at it.</summary>
sealed record FreeTime(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<Guid> DoctorIds, IReadOnlyList<Guid> RoomIds);

/// <summary>
/// The free times of a department on a clinic day, by time: within the branch's hours, on shift where the day has a roster, not
/// away, not taken.
/// </summary>
sealed class FreeTimes(RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock)
{
    /// <param name="only">Only this doctor's.</param>
    /// <param name="client">Only times that suit the client, too.</param>
    /// <param name="minutes">How long; the branch's usual length when left out.</param>
    public async Task<(IReadOnlyList<FreeTime> Times, Refusal? Refused)> Of(
        Department department,
        DateOnly day,
        Guid? only,
        Guid? client,
        int? minutes,
        CancellationToken stop
    )
    {
        var (branch, now) = (department.BranchId, clock.GetUtcNow());
        var hours = await days.HoursOf(branch, policies, db, stop);
        if (day < hours.DayOf(now).AddDays(-1) || day > hours.DayOf(now).AddDays(400))
            return ([], AppointmentRefusals.SlotImpossible);
        if (hours.Of(day) is not [var first, ..] open)
            return ([], null);

        var (opens, closes) = (first.From, open[^1].To);
        var length = TimeSpan.FromMinutes(minutes ?? policies.SlotLength(branch, now));
        var doctors = await DoctorsOf(department.Id, only, stop);
        var rooms = await RoomsOf(department, stop);
        var taken = await db.Overlapping(doctors, rooms, client, opens, closes).ToListAsync(stop);
        var duty = await OnDuty.Of(db, branch, [day, day.AddDays(1)], doctors, opens, closes, stop);

        List<FreeTime> times = [];
        foreach (var from in open.SelectMany(span => Starts(span, length)).Where(from => from > now))
        {
            var to = from + length;
            var meanwhile = taken.Where(appointment => appointment.StartsAt < to && appointment.EndsAt > from).ToList();
            if (client is not null && meanwhile.Exists(appointment => appointment.ClientId == client))
                continue;
            var free = doctors
                .Where(doctor =>
                    duty.IsThere(doctor, hours.DayOf(from), from, to) && !meanwhile.Exists(appointment => appointment.DoctorId == doctor)
                )
                .ToList();
            if (free.Count > 0)
                times.Add(new(from, to, free, [.. rooms.Where(room => !meanwhile.Exists(appointment => appointment.RoomId == room))]));
        }
        return (times, null);
    }

    Task<List<Guid>> DoctorsOf(Guid department, Guid? only, CancellationToken stop) =>
        (
            from doctor in db.Doctors
            join member in db.Staff on doctor.Id equals member.Id
            where doctor.DepartmentId == department && !member.HasLeft && (only == null || doctor.Id == only)
            orderby doctor.Id
            select doctor.Id
        ).ToListAsync(stop);

    Task<List<Guid>> RoomsOf(Department department, CancellationToken stop) =>
        db
            .Places.AsNoTracking()
            .Where(place =>
                place.BranchId == department.BranchId
                && place.DepartmentId == department.Id
                && place.ClosedAt == null
                && (place.Kind == PlaceKind.Room || place.Kind == PlaceKind.Chair)
            )
            .OrderBy(place => place.Code)
            .Select(place => place.Id)
            .ToListAsync(stop);

    // A time ends before the branch closes, also before a break.
    static IEnumerable<DateTimeOffset> Starts(OpenSpan span, TimeSpan length)
    {
        for (var from = span.From; from + length <= span.To; from += length)
            yield return from;
    }
}
