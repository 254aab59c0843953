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
        FreeTimes times,
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

        var (free, refused) = await times.Of(department, day, doctorId, clientId, minutes, stop);
        return refused is not null
            ? refused.AsProblem()
            : TypedResults.Ok(free.Select(time => new Line(time.StartsAt, time.EndsAt, time.DoctorIds, time.RoomIds)).ToArray());
    }
}
