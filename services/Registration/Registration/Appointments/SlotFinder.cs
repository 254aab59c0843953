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
        NoSlot = "no-slot";
}

/// <summary>
/// Finds the first time from the wished one on at which a doctor of the department and the client are both free, and the doctor is
/// there. A client without a chart at the branch, or whose chart was merged into another, is unknown there, because a visit would end
/// at the desk; a doctor who left, or who belongs to another department, is unknown too.
/// </summary>
sealed class SlotFinder(RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock)
{
    static readonly Policy<int> SearchHours = new("appointment.searchHours", 4, 0, 336, "default, unconfirmed");

    /// <summary>
    /// The free time, or the code of what stands against it. From then on doctors and client are held until the transaction ends.
    /// </summary>
    /// <param name="instead">An appointment whose own time counts as free.</param>
    public async Task<(Slot? Slot, string? RefusedBecause)> For(Wish wish, Guid? instead, CancellationToken stop)
    {
        if (await days.DayOf(wish.BranchId, wish.From, db, stop) is not { } day)
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

        await db.LockSubjects([.. doctors, wish.ClientId], stop);
        var length = TimeSpan.FromMinutes(policies.SlotLength(wish.BranchId, wish.AskedAt));
        var latest = wish.From.AddHours(policies.Value(SearchHours, wish.BranchId, wish.AskedAt));
        var now = clock.GetUtcNow();
        var earliest = FullMinute(wish.From < now ? now : wish.From);
        var taken = await db.Overlapping(doctors, [], wish.ClientId, earliest, latest + length)
            .Where(appointment => appointment.Id != instead)
            .ToListAsync(stop);
        Dictionary<DateOnly, OnDuty> duty = [];

        // Something becomes free only when something else ends, or somebody comes.
        var starts = taken
            .Select(appointment => appointment.EndsAt)
            .Append(earliest)
            .Concat(await Beginnings(wish.BranchId, doctors, earliest, latest, stop))
            .Where(start => start >= earliest && start <= latest)
            .Distinct()
            .Order();
        foreach (var start in starts)
        {
            var (from, to) = (start, start + length);
            if ((await days.DayOf(wish.BranchId, from, db, stop))!.Value is var on && !duty.ContainsKey(on))
                duty[on] = await OnDuty.Of(db, wish.BranchId, on, doctors, earliest, latest + length, stop);
            var meanwhile = taken.Where(appointment => appointment.StartsAt < to && appointment.EndsAt > from).ToList();
            if (meanwhile.Exists(appointment => appointment.ClientId == wish.ClientId))
                continue;
            // Among several free doctors the one with the least kept so far, so that no doctor's day fills up first.
            var free = doctors
                .Where(doctor => duty[on].IsThere(doctor, from, to) && !meanwhile.Exists(appointment => appointment.DoctorId == doctor))
                .OrderBy(doctor => taken.Count(appointment => appointment.DoctorId == doctor))
                .ToList();
            if (free.Count > 0)
                return (new(free[0], null, from, to, on), null);
        }
        return (null, RefusedBecause.NoSlot);
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
    static readonly Policy<int> SlotMinutes = new("appointment.slotMinutes", 20, 5, 480, "default, unconfirmed");

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
