using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The branch manager closes a place for good, based on the version read (If-Match). Once. Refused while appointments or shifts to come,
/// departments or other places count on it.
/// </summary>
public static class ClosePlace
{
    internal static void Map(RouteGroupBuilder places) =>
        places
            .MapPost("{placeId:guid}/closure", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Closes a place for good (If-Match)")
            .NeedsIfMatch()
            .Refuses(AppointmentRefusals.StillUsed);

    static async Task<Results<Ok<ListPlaces.Line>, ProblemHttpResult>> Handle(
        Guid placeId,
        CloseDepartment.Request _,
        HttpContext http,
        RegistrationDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var place = await db.Places.FindAsync([placeId], stop);
        if (place is null)
            return Refusal.NotFound.AsProblem();
        if (place.ClosedAt is null)
        {
            if (IfMatch.Check(http.Request, place) is { } stale)
                return stale.AsProblem();
            var now = clock.GetUtcNow();
            await db.LockSubject(place.Id, stop);
            if (await IsStillUsed(db, place, now, stop))
                return AppointmentRefusals.StillUsed.AsProblem();

            place.Close(now);
            await db.NoteChange(place.BranchId, place.Kind.AsEntry(), place.Id, place.Name, DirectoryChangeKind.Closed, now, stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(ListPlaces.Answer(place, http));
    }

    static async Task<bool> IsStillUsed(RegistrationDb db, Place place, DateTimeOffset now, CancellationToken stop) =>
        await db.Appointments.AnyAsync(
            appointment =>
                appointment.RoomId == place.Id && appointment.EndsAt > now && AppointmentStates.Taking.Contains(appointment.State),
            stop
        )
        || await db.Shifts.AnyAsync(shift => shift.FloorId == place.Id && shift.EndsAt > now, stop)
        || await db.Departments.AnyAsync(department => department.FloorId == place.Id && department.ClosedAt == null, stop)
        || await db.Places.AnyAsync(other => other.FloorId == place.Id && other.ClosedAt == null, stop);
}
