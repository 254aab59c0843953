namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The greeter asks whether it is a first visit, a return visit or somebody who is not treated; a floor guide who learns better
/// says it again (WF-04 3). Triage sees it with the visit. Refused before the greeting.
/// </summary>
public static class AskVisitType
{
    public sealed record Request(VisitorKind Kind);

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
        if (arrival.Kind != request.Kind)
        {
            if (arrival.Ask(request.Kind, caller.PersonId) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(arrival.Kind!.Value));
    }
}
