using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.Visits.Arrivals;

/// <summary>Staff see how far somebody is between door and seat. The ETag is its version.</summary>
public static class GetArrival
{
    /// <param name="ClientName">Masked; nothing before the client is checked in.</param>
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        DateTimeOffset ArrivedAt,
        bool EnteredAfterwards,
        DateTimeOffset GreetingDueAt,
        DateTimeOffset? GreetedAt,
        [Employee] Guid? GreetedBy,
        int? GreetingSeconds,
        bool GreetingLate,
        VisitorKind? Kind,
        Guiding? Guiding,
        DateTimeOffset? LedAt,
        DateTimeOffset? SeatedAt,
        string? ClientName
    );

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals.MapGet("{arrivalId:guid}", Handle).Needs(Rights.ReadVisits).WithSummary("How far somebody is between door and seat");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid arrivalId,
        HttpContext http,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        var arrival = await db.Arrivals.FindAsync([arrivalId], stop);
        if (arrival is null)
            return Refusal.NotFound.AsProblem();

        var name = await db
            .Clients.Where(client => db.Visits.Any(visit => visit.Id == arrivalId && visit.ClientId == client.Id))
            .Select(client => client.Name)
            .FirstOrDefaultAsync(stop);
        await db.NoteNamesRead("arrival", arrival.BranchId, [name], stop);
        IfMatch.Tell(http.Response, arrival);
        return TypedResults.Ok(
            new Response(
                arrival.Id,
                arrival.BranchId,
                arrival.ArrivedAt,
                arrival.EnteredAfterwards,
                arrival.GreetingDueAt,
                arrival.GreetedAt,
                arrival.GreetedBy,
                arrival.GreetingSeconds,
                arrival.GreetingLate,
                arrival.Kind,
                arrival.Guiding,
                arrival.LedAt,
                arrival.SeatedAt,
                MaskedName.OrNothing(name)
            )
        );
    }
}
