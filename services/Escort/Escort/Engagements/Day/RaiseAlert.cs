namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The escort announces a special need or an emergency while the service lasts (WF-01 12, R-026); it stays open, and on the leads' work
/// list, until a lead resolves it. The same body again answers the same.
/// </summary>
public static class RaiseAlert
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        AlertKind Kind,
        AlertSeverity Severity,
        [property: Text(2000, Lines = true)] string Words
    );

    public sealed record Response(Guid Id, DateTimeOffset RaisedAt, DateTimeOffset? ResolvedAt);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/alerts", Handle)
            .Needs(Rights.Serve)
            .WithSummary("Announces a special need or an emergency")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.IdTaken);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var known = await db.Alerts.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (engagement.State != EngagementState.InService)
                return EngagementRefusals.OutOfOrder(engagement.State).AsProblem();
            ServiceAlert alert = new()
            {
                Id = request.Id,
                EngagementId = engagement.Id,
                BranchId = engagement.BranchId,
                Kind = request.Kind,
                Severity = request.Severity,
                Words = request.Words.Normalized(),
                RaisedBy = caller.PersonId,
                RaisedAt = clock.GetUtcNow(),
            };
            db.Add(alert);
            if (await db.TrySaveNew(stop))
                return TypedResults.Ok(Answer(alert));
            known = await db.Alerts.FindAsync([request.Id], stop);
        }
        if (known is null)
            return Refusal.IdTaken.AsProblem();
        await db.Open([known], stop);
        return
            (known.EngagementId, known.Kind, known.Severity, known.Words.Read())
            == (engagement.Id, request.Kind, request.Severity, request.Words.Normalized())
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }

    static Response Answer(ServiceAlert alert) => new(alert.Id, alert.RaisedAt, alert.ResolvedAt);
}
