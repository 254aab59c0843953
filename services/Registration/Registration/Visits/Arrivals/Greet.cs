namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The greeter or guide greets the client, at the door or once checked in; the seconds from the arrival are measured, and over
/// the branch's limit <c>GreetingLate</c> is said. Once: a second greeting answers the first. Refused once the client
/// was collected.
/// </summary>
public static class Greet
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    /// <param name="Seconds">From the arrival, rounded up.</param>
    public sealed record Response(int Seconds, bool Late);

    internal static void Map(RouteGroupBuilder group) =>
        group
            .MapPost("{visitId:guid}/greeting", Handle)
            .Needs(Rights.Greet)
            .WithSummary("Greets the client; measures the seconds")
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
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.CancelDeadlinesNow(visitId, stop, GreetingClock.Kind);
        var arrival = await db.Arrivals.FindAsync([visitId], stop);
        if (arrival is null)
            return Refusal.NotFound.AsProblem();
        if (arrival.GreetedAt is null)
        {
            var visit = await db.Visits.FindAsync([visitId], stop);
            if (visit is { IsWaiting: false })
                return VisitRefusals.OutOfOrder(visit.State).AsProblem();

            var now = clock.GetUtcNow();
            if (now > arrival.GreetingDueAt)
                GreetingClock.PublishLate(db, arrival, visit, caller.PersonId, now);
            arrival.Greet(caller.PersonId, now);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(new Response(arrival.GreetingSeconds!.Value, arrival.GreetingLate));
    }
}
