namespace Clinic.Escort.Engagements.Day;

/// <summary>The lead resolves a special need or an emergency and says how, once; also after the service.</summary>
public static class ResolveAlert
{
    public sealed record Request([property: Text(2000, Lines = true)] string Outcome);

    public sealed record Response(Guid Id, [Employee] Guid ResolvedBy, DateTimeOffset ResolvedAt);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/alerts/{alertId:guid}/resolution", Handle)
            .Needs(Rights.Lead)
            .WithSummary("The lead resolves an alert")
            .Refuses(Refusal.AlreadyRecorded);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Guid alertId,
        Request request,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Alerts.FindAsync([alertId], stop) is not { } alert || alert.EngagementId != engagementId)
            return Refusal.NotFound.AsProblem();
        if (alert.ResolvedAt is null)
        {
            alert.Resolve(caller.PersonId, request.Outcome.Normalized(), clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }
        await db.Open([alert], stop);
        if (alert.Outcome!.Read() != request.Outcome.Normalized())
            return Refusal.AlreadyRecorded.AsProblem();
        return TypedResults.Ok(new Response(alert.Id, alert.ResolvedBy!.Value, alert.ResolvedAt!.Value));
    }
}
