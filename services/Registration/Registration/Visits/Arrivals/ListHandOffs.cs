namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The guides see at once whom a greeter wants to hand over, of one floor or all, the longest waiting first. An unknown branch is
/// not found.
/// </summary>
public static class ListHandOffs
{
    public sealed record Line(
        Guid Id,
        Guid ArrivalId,
        int Floor,
        bool Accompanied,
        [Employee] Guid RequestedBy,
        DateTimeOffset RequestedAt,
        DateTimeOffset DueAt
    );

    const int Most = 200;

    internal static void Map(RouteGroupBuilder handOffs) =>
        handOffs.MapGet("", Handle).Needs(Rights.Guide).WithSummary("Clients who wait to be taken over by a floor guide");

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid branch,
        [Range(1, 200)] int? floor,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        caller.WorksIn(branch)
            ? TypedResults.Ok(
                await db
                    .HandOffs.AsNoTracking()
                    .Where(handOff => handOff.BranchId == branch && handOff.AcceptedAt == null && (floor == null || handOff.Floor == floor))
                    .OrderBy(handOff => handOff.RequestedAt)
                    .ThenBy(handOff => handOff.Id)
                    .Take(Most)
                    .Select(handOff => new Line(
                        handOff.Id,
                        handOff.ArrivalId,
                        handOff.Floor,
                        handOff.Accompanied,
                        handOff.RequestedBy,
                        handOff.RequestedAt,
                        handOff.DueAt
                    ))
                    .ToArrayAsync(stop)
            )
            : Refusal.NotFound.AsProblem();
}
