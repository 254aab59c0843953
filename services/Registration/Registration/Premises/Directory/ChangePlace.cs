using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>
/// The branch manager renames a place or moves it, based on the version read (If-Match). Saying what is already so changes nothing.
/// Refused: a closed place.
/// </summary>
public static class ChangePlace
{
    public sealed record Request(
        [property: Text(100)] string Name,
        [property: GivenId] Guid? FloorId = null,
        [property: GivenId] Guid? DepartmentId = null
    );

    internal static void Map(RouteGroupBuilder places) =>
        places
            .MapPut("{placeId:guid}", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Renames or moves a place (If-Match)")
            .NeedsIfMatch()
            .Refuses(PremisesRefusals.EntryClosed, PremisesRefusals.FloorStandsAlone, PremisesRefusals.NotAFloor);

    static async Task<Results<Ok<ListPlaces.Line>, ProblemHttpResult>> Handle(
        Guid placeId,
        Request request,
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
        if ((place.Name, place.FloorId, place.DepartmentId) != (request.Name.Normalized(), request.FloorId, request.DepartmentId))
        {
            if (IfMatch.Check(http.Request, place) is { } stale)
                return stale.AsProblem();
            if (await place.PutWhereSaid(db, request.FloorId, request.DepartmentId, stop) is { } refusal)
                return refusal.AsProblem();

            place.Name = request.Name.Normalized();
            await db.NoteChange(
                place.BranchId,
                place.Kind.AsEntry(),
                place.Id,
                place.Name,
                DirectoryChangeKind.Changed,
                clock.GetUtcNow(),
                stop
            );
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(ListPlaces.Answer(place, http));
    }
}
