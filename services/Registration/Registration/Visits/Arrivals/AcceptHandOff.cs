namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The floor guide, or the supervisor when nobody answered, takes the client over, and the greeter is free again. Once. Refused to
/// whoever asked.
/// </summary>
public static class AcceptHandOff
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder handOffs) =>
        handOffs
            .MapPost("{handOffId:guid}/acceptance", Handle)
            .Needs(Rights.Guide)
            .WithSummary("Takes a client over from the greeter")
            .Refuses(VisitRefusals.HandOffToSelf);

    static async Task<Results<Ok<RequestHandOff.Response>, ProblemHttpResult>> Handle(
        Guid handOffId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.CancelDeadlinesNow(handOffId, stop, HandOffClock.Kind);
        var handOff = await db.HandOffs.FindAsync([handOffId], stop);
        if (handOff is null)
            return Refusal.NotFound.AsProblem();
        if (handOff.AcceptedAt is null)
        {
            if (handOff.Accept(caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(RequestHandOff.Answer(handOff));
    }
}
