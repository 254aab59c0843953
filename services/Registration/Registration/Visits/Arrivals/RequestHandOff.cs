namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The greeter asks the guide of a floor to take the client over. Refused: a branch of one floor, a client who was not led
/// yet, one who has to be helped upstairs and was not, a greeter who still waits for another to be taken over.
/// </summary>
public static class RequestHandOff
{
    /// <param name="Floor">Where the client goes.</param>
    /// <param name="Accompanied">The greeter walked up with the client.</param>
    public sealed record Request([property: GivenId] Guid Id, [property: Range(1, 200)] int Floor, bool Accompanied = false);

    public sealed record Response(
        Guid Id,
        int Floor,
        DateTimeOffset RequestedAt,
        DateTimeOffset DueAt,
        DateTimeOffset? AcceptedAt,
        bool WithSupervisor
    );

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals
            .MapPost("{arrivalId:guid}/hand-offs", Handle)
            .Needs(Rights.Guide)
            .WithSummary("Asks the floor guide to take the client over")
            .Refuses(
                VisitRefusals.ArrivalStepFirst("greeting"),
                VisitRefusals.OneFloor,
                VisitRefusals.HelpUpstairs,
                VisitRefusals.GreeterNotFree,
                Refusal.IdTaken
            );

    internal static Response Answer(HandOff handOff) =>
        new(handOff.Id, handOff.Floor, handOff.RequestedAt, handOff.DueAt, handOff.AcceptedAt, handOff.SupervisorSince is not null);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid arrivalId,
        Request request,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var arrival = await db.Arrivals.FindAsync([arrivalId], stop);
        if (arrival is null)
            return Refusal.NotFound.AsProblem();

        var known = await db.HandOffs.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (arrival.LedAt is null)
                return VisitRefusals.ArrivalStepFirst("lead").AsProblem();
            switch (await LeadClient.WayUpOf(arrival, db, policies, stop))
            {
                case WayUp.None:
                    return VisitRefusals.OneFloor.AsProblem();
                case WayUp.HelpedUpstairs when !request.Accompanied:
                    return VisitRefusals.HelpUpstairs.AsProblem();
            }
            var now = clock.GetUtcNow();
            HandOff handOff = new()
            {
                Id = request.Id,
                ArrivalId = arrivalId,
                BranchId = arrival.BranchId,
                Floor = request.Floor,
                Accompanied = request.Accompanied,
                RequestedBy = caller.PersonId,
                RequestedAt = now,
                DueAt = now.AddSeconds(policies.Value(HandOffClock.MaxSeconds, arrival.BranchId, now)),
            };
            db.Add(handOff);
            db.ScheduleDeadline(HandOffClock.Kind, handOff.Id, handOff.BranchId, handOff.DueAt);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/arrivals/{arrival.Id}", Answer(handOff));
            known = await db.HandOffs.FindAsync([request.Id], stop);
        }
        return known is not null && (known.ArrivalId, known.Floor, known.Accompanied) == (arrivalId, request.Floor, request.Accompanied)
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }
}
