namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The guide seats the client at the desk and tells triage first or return visit. Once. Refused before the client was led, and
/// while a floor guide is asked for.
/// </summary>
public static class SeatClient
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    /// <param name="Kind">What triage is told.</param>
    public sealed record Response(DateTimeOffset SeatedAt, VisitorKind Kind);

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals
            .MapPost("{arrivalId:guid}/seat", Handle)
            .Needs(Rights.Guide)
            .WithSummary("Seats the client; tells triage the visit type")
            .Refuses(VisitRefusals.ArrivalStepFirst("greeting"));

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid arrivalId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var arrival = await db.Arrivals.FindAsync([arrivalId], stop);
        if (arrival is null)
            return Refusal.NotFound.AsProblem();
        if (arrival.SeatedAt is null)
        {
            var open = await db.HandOffs.AnyAsync(handOff => handOff.ArrivalId == arrivalId && handOff.AcceptedAt == null, stop);
            if (arrival.Seat(caller.PersonId, open, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(arrival.SeatedAt!.Value, arrival.Kind!.Value));
    }
}
