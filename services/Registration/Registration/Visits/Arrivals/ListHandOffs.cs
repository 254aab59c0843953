using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The guides see at once whom a greeter wants to hand over, of one floor or all, the longest waiting first. An unknown branch is
/// not found.
/// </summary>
public static class ListHandOffs
{
    /// <param name="ClientName">Masked; nothing before the client is checked in.</param>
    public sealed record Line(
        Guid Id,
        Guid ArrivalId,
        int Floor,
        bool Accompanied,
        [Employee] Guid RequestedBy,
        DateTimeOffset RequestedAt,
        DateTimeOffset DueAt,
        string? ClientName
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
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var waiting = await db
            .HandOffs.AsNoTracking()
            .Where(handOff => handOff.BranchId == branch && handOff.AcceptedAt == null && (floor == null || handOff.Floor == floor))
            .OrderBy(handOff => handOff.RequestedAt)
            .ThenBy(handOff => handOff.Id)
            .Take(Most)
            .Select(handOff => new
            {
                HandOff = handOff,
                Name = db
                    .Clients.Where(client => db.Visits.Any(visit => visit.Id == handOff.ArrivalId && visit.ClientId == client.Id))
                    .Select(client => client.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(stop);
        await db.NoteNamesRead("hand-offs", branch, waiting.Select(row => row.Name), stop);
        return TypedResults.Ok(
            waiting
                .Select(row => new Line(
                    row.HandOff.Id,
                    row.HandOff.ArrivalId,
                    row.HandOff.Floor,
                    row.HandOff.Accompanied,
                    row.HandOff.RequestedBy,
                    row.HandOff.RequestedAt,
                    row.HandOff.DueAt,
                    MaskedName.OrNothing(row.Name)
                ))
                .ToArray()
        );
    }
}
