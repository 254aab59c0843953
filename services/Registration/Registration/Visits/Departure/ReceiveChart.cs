namespace Clinic.Registration.Visits.Departure;

/// <summary>The desk receives the chart back from the room, once. Refused while the client is still being treated.</summary>
public static class ReceiveChart
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response(VisitState Status, DateTimeOffset ChartReturnedAt, [Employee] Guid ReceivedBy);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/chart-return", Handle)
            .Needs(Rights.ReceiveChart)
            .WithSummary("Receives the chart back at the desk")
            .Refuses(VisitRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Chart.ReturnedAt is null)
        {
            if (visit.ReceiveChart(caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.State, visit.Chart.ReturnedAt!.Value, visit.Chart.ReceivedBy!.Value));
    }
}
