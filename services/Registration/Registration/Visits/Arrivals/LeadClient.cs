namespace Clinic.Registration.Visits.Arrivals;

/// <summary>How somebody gets upstairs.</summary>
public enum WayUp
{
    None,
    Lift,
    Stairs,
    HelpedUpstairs,
}

/// <summary>
/// The guide leads a first-visit client to registration and shows a returning one to the floor, or straight to the floor
/// guide where the branch registers the two apart. The answer says where, how one gets up there and
/// whether a floor guide has to take over. Once. Refused before the visit type is known.
/// </summary>
public static class LeadClient
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response(Guiding Guiding, Station To, WayUp WayUp, bool NeedsHandOff);

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals
            .MapPost("{arrivalId:guid}/lead", Handle)
            .Needs(Rights.Guide)
            .WithSummary("Leads the client on; says where and how")
            .Refuses(VisitRefusals.ArrivalStepFirst("greeting"));

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid arrivalId,
        Request _,
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
        if (arrival.LedAt is null)
        {
            if (arrival.Lead(caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        var apart =
            arrival.Guiding == Guiding.Directed && policies.Value(BranchLayoutPolicies.RegistersApart, arrival.BranchId, arrival.ArrivedAt);
        var up = await WayUpOf(arrival, db, policies, stop);
        return TypedResults.Ok(
            new Response(arrival.Guiding!.Value, apart ? Station.GuidanceDesk : Station.RegistrationDesk, up, up != WayUp.None)
        );
    }

    /// <summary>R-317, R-318: no way up in a branch of one floor; without a lift whoever walks badly is helped.</summary>
    internal static async Task<WayUp> WayUpOf(Arrival arrival, RegistrationDb db, PolicyBook policies, CancellationToken stop) =>
        !policies.Value(BranchLayoutPolicies.HasFloors, arrival.BranchId, arrival.ArrivedAt) ? WayUp.None
        : policies.Value(BranchLayoutPolicies.HasLift, arrival.BranchId, arrival.ArrivedAt) ? WayUp.Lift
        : arrival.MobilityImpaired
        || await db.Visits.AnyAsync(
            visit => visit.Id == arrival.Id && db.Clients.Any(client => client.Id == visit.ClientId && client.MobilityImpaired),
            stop
        )
            ? WayUp.HelpedUpstairs
        : WayUp.Stairs;
}
