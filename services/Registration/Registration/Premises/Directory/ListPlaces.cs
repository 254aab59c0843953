using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>
/// Staff look up the floors, rooms, chairs and equipment of a branch, by kind and code, and what changed since a version of the directory.
/// </summary>
public static class ListPlaces
{
    /// <param name="Version">For If-Match.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        PlaceKind Kind,
        string Code,
        string Name,
        [Place] Guid? FloorId,
        [Place] Guid? DepartmentId,
        bool IsGround,
        DateTimeOffset? ClosedAt,
        uint Version
    );

    public sealed record DirectoryChangeLine(
        int Version,
        DirectoryEntryKind Entry,
        Guid EntryId,
        DirectoryChangeKind Kind,
        DateTimeOffset At
    );

    internal static void Map(RouteGroupBuilder places)
    {
        places.MapGet("", OfBranch).Needs(Rights.ReadDirectory).WithSummary("The places of a branch");
        places
            .MapGet("changes", Changes)
            .Needs(Rights.ReadDirectory)
            .WithSummary("What changed in a branch's directory after a version, in order");
    }

    internal static Line Answer(Place place, HttpContext http)
    {
        IfMatch.Tell(http.Response, place);
        return Of(place);
    }

    static Line Of(Place place) =>
        new(
            place.Id,
            place.BranchId,
            place.Kind,
            place.Code,
            place.Name,
            place.FloorId,
            place.DepartmentId,
            place.IsGround,
            place.ClosedAt,
            place.Version
        );

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> OfBranch(
        Guid branch,
        PlaceKind? kind,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var places = await db
            .Places.AsNoTracking()
            .Where(place => place.BranchId == branch && (kind == null || place.Kind == kind))
            .OrderBy(place => place.Kind)
            .ThenBy(place => place.Code)
            .Take(500)
            .ToListAsync(stop);
        return TypedResults.Ok(places.Select(Of).ToArray());
    }

    static async Task<Results<Ok<DirectoryChangeLine[]>, ProblemHttpResult>> Changes(
        Guid branch,
        int? after,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        caller.WorksIn(branch)
            ? TypedResults.Ok(
                await db
                    .DirectoryChanges.AsNoTracking()
                    .Where(change => change.BranchId == branch && change.Version > (after ?? 0))
                    .OrderBy(change => change.Version)
                    .Take(200)
                    .Select(change => new DirectoryChangeLine(change.Version, change.Entry, change.EntryId, change.Kind, change.At))
                    .ToArrayAsync(stop)
            )
            : Refusal.NotFound.AsProblem();
}
