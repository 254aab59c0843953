using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.Rosters;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The desk sees the free times of a department on a clinic day, by time, with the doctors and rooms free at each: within the
/// branch's hours, on shift where the day has a roster, not away, not taken. With a client, only times that suit the client, too.
/// </summary>
public static class ListFreeSlots
{
    public sealed record Line(
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        [Employee] IReadOnlyList<Guid> DoctorIds,
        [Place] IReadOnlyList<Guid> RoomIds
    );

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapGet("slots", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("The free times of a department on a day")
            .Refuses(AppointmentRefusals.SlotImpossible);

    /// <param name="doctorId">Only this doctor's.</param>
    /// <param name="minutes">How long; the branch's usual length when left out.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid departmentId,
        DateOnly day,
        Guid? doctorId,
        Guid? clientId,
        [Range(5, 480)] int? minutes,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (
            await db
                .Departments.AsNoTracking()
                .FirstOrDefaultAsync(candidate => candidate.Id == departmentId && candidate.ClosedAt == null, stop)
                is not { } department
            || !caller.WorksIn(department.BranchId)
        )
            return Refusal.NotFound.AsProblem();
        var (branch, now) = (department.BranchId, clock.GetUtcNow());
        var hours = await days.HoursOf(branch, policies, db, stop);
        if (day < hours.DayOf(now).AddDays(-1) || day > hours.DayOf(now).AddDays(400))
            return AppointmentRefusals.SlotImpossible.AsProblem();
        if (hours.Of(day) is not [var first, ..] open)
            return TypedResults.Ok(Array.Empty<Line>());

        var (opens, closes) = (first.From, open[^1].To);
        var length = TimeSpan.FromMinutes(minutes ?? policies.SlotLength(branch, now));
        var doctors = await (
            from doctor in db.Doctors
            join member in db.Staff on doctor.Id equals member.Id
            where doctor.DepartmentId == departmentId && !member.HasLeft && (doctorId == null || doctor.Id == doctorId)
            orderby doctor.Id
            select doctor.Id
        ).ToListAsync(stop);
        var rooms = await db
            .Places.AsNoTracking()
            .Where(place =>
                place.BranchId == branch
                && place.DepartmentId == departmentId
                && place.ClosedAt == null
                && (place.Kind == PlaceKind.Room || place.Kind == PlaceKind.Chair)
            )
            .OrderBy(place => place.Code)
            .Select(place => place.Id)
            .ToListAsync(stop);
        var taken = await db.Overlapping(doctors, rooms, clientId, opens, closes).ToListAsync(stop);
        var duty = await OnDuty.Of(db, branch, [day, day.AddDays(1)], doctors, opens, closes, stop);

        List<Line> lines = [];
        foreach (var from in open.SelectMany(span => Starts(span, length)).Where(from => from > now))
        {
            var to = from + length;
            var meanwhile = taken.Where(appointment => appointment.StartsAt < to && appointment.EndsAt > from).ToList();
            if (clientId is not null && meanwhile.Exists(appointment => appointment.ClientId == clientId))
                continue;
            var free = doctors
                .Where(doctor =>
                    duty.IsThere(doctor, hours.DayOf(from), from, to) && !meanwhile.Exists(appointment => appointment.DoctorId == doctor)
                )
                .ToList();
            if (free.Count > 0)
                lines.Add(new(from, to, free, [.. rooms.Where(room => !meanwhile.Exists(appointment => appointment.RoomId == room))]));
        }
        return TypedResults.Ok(lines.ToArray());
    }

    // A time ends before the branch closes, also before a break.
    static IEnumerable<DateTimeOffset> Starts(OpenSpan span, TimeSpan length)
    {
        for (var from = span.From; from + length <= span.To; from += length)
            yield return from;
    }
}
