using Clinic.Registration.Branches;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Registration.Appointments;

/// <summary>Why an appointment cannot be had; the code travels with the refusal.</summary>
static class RefusedBecause
{
    public const string
        BranchUnknown = "branch.unknown",
        ClientUnknown = "client.unknown",
        DepartmentUnknown = "department.unknown",
        DoctorUnknown = "doctor.unknown",
        NoDoctor = "doctor.none",
        NoSlot = "no-slot";
}

/// <summary>
/// Finds the first time from the wished one on at which a doctor of the department and the client are both free. A client
/// without a chart at the branch, or whose chart was merged into another, is unknown there, because a visit would end at the desk; a doctor who left, or who
/// belongs to another department, is unknown too.
/// </summary>
sealed class FreeTime(RegistrationDb db, ClinicDays days, PolicyBook policies, TimeProvider clock)
{
    static readonly Policy<int>
        SlotMinutes = new("appointment.slotMinutes", 20, 5, 480, "default, unconfirmed"),
        SearchHours = new("appointment.searchHours", 4, 0, 336, "default, unconfirmed");

    /// <summary>The free time, or the code of what stands against it. Whoever books it holds department and client meanwhile.</summary>
    /// <param name="instead">An appointment whose own time counts as free.</param>
    public async Task<(FreeSlot? Slot, string? RefusedBecause)> For(Wish wish, Guid? instead, CancellationToken stop)
    {
        if (await days.DayOf(wish.BranchId, wish.From, db, stop) is null) return (null, RefusedBecause.BranchUnknown);
        if (!await db.Clients.AnyAsync(client => client.Id == wish.ClientId && client.BranchId == wish.BranchId && client.MergedInto == null, stop)) return (null, RefusedBecause.ClientUnknown);
        if (!await db.Departments.AnyAsync(department => department.Id == wish.DepartmentId && department.BranchId == wish.BranchId, stop)) return (null, RefusedBecause.DepartmentUnknown);
        var doctors = await (from doctor in db.Doctors
                             join member in db.Staff on doctor.Id equals member.Id
                             where doctor.DepartmentId == wish.DepartmentId && doctor.BranchId == wish.BranchId && !member.HasLeft && (wish.DoctorId == null || doctor.Id == wish.DoctorId)
                             orderby doctor.Id
                             select doctor.Id).ToListAsync(stop);
        if (doctors.Count == 0) return (null, wish.DoctorId is null ? RefusedBecause.NoDoctor : RefusedBecause.DoctorUnknown);

        var length = TimeSpan.FromMinutes(policies.Value(SlotMinutes, wish.BranchId, wish.AskedAt));
        var latest = wish.From.AddHours(policies.Value(SearchHours, wish.BranchId, wish.AskedAt));
        var now = clock.GetUtcNow();
        var earliest = FullMinute(wish.From < now ? now : wish.From);
        var taken = await db.Appointments.AsNoTracking()
            .Where(one => (doctors.Contains(one.DoctorId) || one.ClientId == wish.ClientId) && one.Id != instead && one.EndsAt > earliest && one.StartsAt < latest + length)
            .ToListAsync(stop);

        // Something becomes free only when something else ends.
        var starts = taken.Select(one => one.EndsAt).Append(earliest).Where(start => start >= earliest && start <= latest).Distinct().Order();
        foreach (var start in starts)
        {
            var (from, to) = (start, start + length);
            var meanwhile = taken.Where(one => one.StartsAt < to && one.EndsAt > from).ToList();
            if (meanwhile.Exists(one => one.ClientId == wish.ClientId)) continue;
            // Among several free doctors the one with the least kept so far, so that no doctor's day fills up first.
            var free = doctors.Where(doctor => !meanwhile.Exists(one => one.DoctorId == doctor)).OrderBy(doctor => taken.Count(one => one.DoctorId == doctor)).ToList();
            if (free.Count > 0) return (new(free[0], from, to, (await days.DayOf(wish.BranchId, from, db, stop))!.Value), null);
        }
        return (null, RefusedBecause.NoSlot);
    }

    static DateTimeOffset FullMinute(DateTimeOffset at) => at.Ticks % TimeSpan.TicksPerMinute is var over and > 0 ? at.AddTicks(TimeSpan.TicksPerMinute - over) : at;
}
