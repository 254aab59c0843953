namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The greeter asks whether it is a first visit, a return visit or somebody who is not treated; a floor guide who learns better
/// says it again (WF-04 3). Triage sees it with the visit. Who walks badly is helped upstairs also before the check-in.
/// Refused before the greeting; a client who is not of the branch (404).
/// </summary>
public static class AskVisitType
{
    /// <param name="MobilityImpaired">Seen at the door: the client walks badly.</param>
    /// <param name="ClientId">Where the client is known already; the chart says how the client walks.</param>
    public sealed record Request(VisitorKind Kind, bool MobilityImpaired = false, [property: GivenId] Guid? ClientId = null);

    public sealed record Response(VisitorKind Kind);

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals
            .MapPut("{arrivalId:guid}/visit-type", Handle)
            .Needs(Rights.Greet)
            .WithSummary("Says whether it is a first or a return visit, or a visitor")
            .Refuses(VisitRefusals.ArrivalStepFirst("greeting"));

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid arrivalId,
        Request request,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        var arrival = await db.Arrivals.FindAsync([arrivalId], stop);
        if (arrival is null)
            return Refusal.NotFound.AsProblem();
        var walksBadly = request.MobilityImpaired;
        if (request.ClientId is { } id)
        {
            var client = await db.Clients.FirstOrDefaultAsync(
                candidate => candidate.Id == id && candidate.BranchId == arrival.BranchId,
                stop
            );
            if (client is null)
                return Refusal.NotFound.AsProblem();
            walksBadly |= client.MobilityImpaired;
        }
        if (arrival.Kind != request.Kind || (walksBadly && !arrival.MobilityImpaired))
        {
            if (arrival.Ask(request.Kind, walksBadly, caller.PersonId) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(arrival.Kind!.Value));
    }
}
