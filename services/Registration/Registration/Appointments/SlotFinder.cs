using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Rosters;

namespace Clinic.Registration.Appointments;

/// <summary>Why an appointment cannot be had; the code travels with the refusal.</summary>
static class RefusedBecause
{
    public const string BranchUnknown = "branch.unknown",
        ClientUnknown = "client.unknown",
        DepartmentUnknown = "department.unknown",
        DoctorUnknown = "doctor.unknown",
        NoDoctor = "doctor.none",
        NoSlot = "no-slot",
        OutsideHours = "OutsideHours";
}

/// <summary>
/// Finds the first time from the wished one on at which the branch is open, a doctor of the department and the client are both free, and
/// the doctor is there. A client without a chart at the branch, or whose chart was merged into another, is unknown there, because a visit
/// would end at the desk; a doctor who left, or who belongs to another department, is unknown too.
/// </summary>
sealed class SlotFinder(RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock)
{
    /// <summary>
    /// The free time, or the code of what stands against it. From then on doctors and client are held until the transaction ends.
    /// </summary>
    /// <param name="instead">An appointment whose own time counts as free.</param>
    public async Task<(Slot? Slot, string? RefusedBecause)> For(Wish wish, Guid? instead, CancellationToken stop)
    {
        if (await days.DayOf(wish.BranchId, wish.From, db, stop) is null)
            return (null, RefusedBecause.BranchUnknown);
        if (
            !await db.Clients.AnyAsync(
                client => client.Id == wish.ClientId && client.BranchId == wish.BranchId && client.MergedInto == null,
                stop
            )
        )
            return (null, RefusedBecause.ClientUnknown);
        if (
            !await db.Departments.AnyAsync(
                department => department.Id == wish.DepartmentId && department.BranchId == wish.BranchId && department.ClosedAt == null,
                stop
            )
        )
            return (null, RefusedBecause.DepartmentUnknown);
        var doctors = await (
            from doctor in db.Doctors
            join member in db.Staff on doctor.Id equals member.Id
            where
                doctor.DepartmentId == wish.DepartmentId
                && doctor.BranchId == wish.BranchId
                && !member.HasLeft
                && (wish.DoctorId == null || doctor.Id == wish.DoctorId)
            orderby doctor.Id
            select doctor.Id
        ).ToListAsync(stop);
        if (doctors.Count == 0)
            return (null, wish.DoctorId is null ? RefusedBecause.NoDoctor : RefusedBecause.DoctorUnknown);

        await db.KeepCalendar(wish.BranchId, stop);
        await db.LockSubjects([.. doctors, wish.ClientId], stop);
        var length = TimeSpan.FromMinutes(policies.SlotLength(wish.BranchId, wish.AskedAt));
        var latest = policies.LatestStart(wish.BranchId, wish.From, wish.AskedAt);
        var now = clock.GetUtcNow();
        var earliest = FullMinute(wish.From < now ? now : wish.From);
        var hours = await days.HoursOf(wish.BranchId, policies, db, stop);
        var open = hours.Between(earliest, latest + length).Where(span => span.From + length <= span.To).ToList();
        if (earliest <= latest && open.Count == 0)
            return (null, RefusedBecause.OutsideHours);
        var taken = await db.Overlapping(doctors, [], wish.ClientId, earliest, latest + length)
            .Where(appointment => appointment.Id != instead)
            .ToListAsync(stop);
        var duty = await OnDuty.Of(db, wish.BranchId, [.. DaysOf(hours, earliest, latest)], doctors, earliest, latest + length, stop);

        // Something becomes free only when something else ends, somebody comes, or the branch opens.
        var starts = taken
            .Select(appointment => appointment.EndsAt)
            .Append(earliest)
            .Concat(await Beginnings(wish.BranchId, doctors, earliest, latest, stop))
            .Concat(open.Select(span => span.From))
            .Where(start => start >= earliest && start <= latest && open.Exists(span => span.From <= start && start + length <= span.To))
            .Distinct()
            .Order();
        foreach (var start in starts)
        {
            var (from, to) = (start, start + length);
            var on = hours.DayOf(from);
            var meanwhile = taken.Where(appointment => appointment.StartsAt < to && appointment.EndsAt > from).ToList();
            if (meanwhile.Exists(appointment => appointment.ClientId == wish.ClientId))
                continue;
            // Among several free doctors the one with the least kept so far, so that no doctor's day fills up first.
            var free = doctors
                .Where(doctor => duty.IsThere(doctor, on, from, to) && !meanwhile.Exists(appointment => appointment.DoctorId == doctor))
                .OrderBy(doctor => taken.Count(appointment => appointment.DoctorId == doctor))
                .ToList();
            if (free.Count > 0)
                return (new(free[0], null, from, to, on), null);
        }
        return (null, RefusedBecause.NoSlot);
    }

    static IEnumerable<DateOnly> DaysOf(OpeningHours hours, DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = hours.DayOf(from); day <= hours.DayOf(to); day = day.AddDays(1))
            yield return day;
    }

    async Task<List<DateTimeOffset>> Beginnings(
        Guid branch,
        List<Guid> doctors,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken stop
    ) =>
        [
            .. await db
                .Shifts.AsNoTracking()
                .Where(shift =>
                    shift.BranchId == branch && doctors.Contains(shift.EmployeeId) && shift.StartsAt > from && shift.StartsAt <= to
                )
                .Select(shift => shift.StartsAt)
                .ToListAsync(stop),
            .. await db
                .Absences.AsNoTracking()
                .Where(absence => doctors.Contains(absence.EmployeeId) && absence.EndsAt > from && absence.EndsAt <= to)
                .Select(absence => absence.EndsAt)
                .ToListAsync(stop),
        ];

    static DateTimeOffset FullMinute(DateTimeOffset at) =>
        at.Ticks % TimeSpan.TicksPerMinute is var over and > 0 ? at.AddTicks(TimeSpan.TicksPerMinute - over) : at;
}

/// <summary>How long an appointment usually is, and what takes whose time.</summary>
static class KeptTimes
{
    static readonly Policy<int> SlotMinutes = new("appointment.slotMinutes", 20, 5, 480, "default, unconfirmed"),
        SearchHours = new("appointment.searchHours", 4, 0, 336, "default, unconfirmed");

    /// <summary>The latest beginning that still answers a wish.</summary>
    public static DateTimeOffset LatestStart(this PolicyBook policies, Guid branch, DateTimeOffset wishedFrom, DateTimeOffset at) =>
        wishedFrom.AddHours(policies.Value(SearchHours, branch, at));

    /// <summary>Minutes of an appointment in a branch.</summary>
    public static int SlotLength(this PolicyBook policies, Guid branch, DateTimeOffset at) => policies.Value(SlotMinutes, branch, at);

    /// <summary>The appointments that take time of these doctors, rooms or this client between two instants.</summary>
    public static IQueryable<Appointment> Overlapping(
        this RegistrationDb db,
        IReadOnlyCollection<Guid> doctors,
        IReadOnlyCollection<Guid> rooms,
        Guid? client,
        DateTimeOffset from,
        DateTimeOffset to
    ) =>
        db
            .Appointments.AsNoTracking()
            .Where(appointment =>
                AppointmentStates.Taking.Contains(appointment.State)
                && appointment.EndsAt > from
                && appointment.StartsAt < to
                && (
                    doctors.Contains(appointment.DoctorId!.Value)
                    || rooms.Contains(appointment.RoomId!.Value)
                    || appointment.ClientId == client
                )
            );
}
