namespace Clinic.Registration.Visits.Departure;

/// <summary>The guide or greeter sees the client off (WF-07 13), once. Refused before the visit is completed.</summary>
public static class SayFarewell
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response(VisitState Status, DateTimeOffset FarewelledAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/farewell", Handle)
            .Needs(Rights.Greet)
            .WithSummary("Sees the client off")
            .Refuses(VisitRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request _,
        RegistrationDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Leaving.FarewelledAt is null)
        {
            if (visit.Farewell(clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.State, visit.Leaving.FarewelledAt!.Value));
    }
}
