using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>
/// The branch manager adds a floor, room, chair or piece of equipment (WF-52 1). The same body again answers the same. Refused: an
/// unknown branch (404), a code the branch uses for another of this kind, a second ground floor, a floor inside something.
/// </summary>
public static class AddPlace
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        PlaceKind Kind,
        [property: Text(20)] string Code,
        [property: Text(100)] string Name,
        [property: GivenId] Guid? FloorId = null,
        [property: GivenId] Guid? DepartmentId = null,
        bool IsGround = false
    );

    internal static void Map(RouteGroupBuilder places) =>
        places
            .MapPost("", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Adds a floor, room, chair or equipment")
            .Refuses(
                PremisesRefusals.NotAFloor,
                PremisesRefusals.EntryClosed,
                PremisesRefusals.FloorStandsAlone,
                PremisesRefusals.PlaceCodeTaken,
                PremisesRefusals.GroundFloorTaken,
                Refusal.IdTaken
            );

    static async Task<Results<Created<ListPlaces.Line>, Ok<ListPlaces.Line>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId) || !await db.Branches.AnyAsync(branch => branch.Id == request.BranchId, stop))
            return Refusal.NotFound.AsProblem();
        if (request.IsGround && request.Kind != PlaceKind.Floor)
            return PremisesRefusals.NotAFloor.AsProblem();

        var known = await db.Places.FindAsync([request.Id], stop);
        if (known is null)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            Place place = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Kind = request.Kind,
                Code = request.Code.Normalized(),
                Name = request.Name.Normalized(),
                IsGround = request.IsGround,
            };
            if (await place.PutWhereSaid(db, request.FloorId, request.DepartmentId, stop) is { } refusal)
                return refusal.AsProblem();

            db.Add(place);
            await db.NoteChange(
                place.BranchId,
                place.Kind.AsEntry(),
                place.Id,
                place.Name,
                DirectoryChangeKind.Added,
                clock.GetUtcNow(),
                stop
            );
            if (await db.TrySaveNew(stop))
            {
                await transaction.CommitAsync(stop);
                return TypedResults.Created($"/places?branch={place.BranchId}", ListPlaces.Answer(place, http));
            }
            await transaction.RollbackAsync(stop);
            known = await db.Places.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && (known.BranchId, known.Kind, known.Code, known.Name, known.FloorId, known.DepartmentId, known.IsGround)
                == (
                    request.BranchId,
                    request.Kind,
                    request.Code.Normalized(),
                    request.Name.Normalized(),
                    request.FloorId,
                    request.DepartmentId,
                    request.IsGround
                )
            ? TypedResults.Ok(ListPlaces.Answer(known, http))
            : Refusal.IdTaken.AsProblem();
    }

    internal static async Task<Refusal?> PutWhereSaid(
        this Place place,
        RegistrationDb db,
        Guid? floorId,
        Guid? departmentId,
        CancellationToken stop
    )
    {
        var floor = floorId is null ? null : await db.Places.FindAsync([floorId], stop);
        var department = departmentId is null ? null : await db.Departments.FindAsync([departmentId], stop);
        if ((floorId is not null && floor is null) || (departmentId is not null && department is null))
            return Refusal.NotFound;
        return place.Put(floor, department);
    }

    internal static DirectoryEntryKind AsEntry(this PlaceKind kind) => Enum.Parse<DirectoryEntryKind>(kind.ToString());
}
