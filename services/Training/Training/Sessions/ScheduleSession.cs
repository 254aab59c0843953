namespace Clinic.Training.Sessions;

/// <summary>
/// A trainer gives a session its time, or another one before it is held; needs If-Match, because two trainers plan one calendar.
/// The time it already has is answered again. Refuses: <c>session-times-impossible</c>, <c>session-too-long-ago</c>,
/// <c>session-cancelled</c>, <c>session-held</c>.
/// </summary>
public static class ScheduleSession
{
    public sealed record Request(DateTimeOffset From, DateTimeOffset To);

    public sealed record Response(Guid Id, SessionState Status, DateTimeOffset From, DateTimeOffset To);

    internal static void Map(RouteGroupBuilder sessions) =>
        sessions
            .MapPut("{sessionId:guid}/time", Handle)
            .Needs(Rights.PlanTraining)
            .WithSummary("Gives a session its time (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                SessionRefusals.SessionTimesImpossible,
                SessionRefusals.SessionTooLongAgo,
                SessionRefusals.SessionCancelled,
                SessionRefusals.SessionHeld
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid sessionId,
        Request request,
        HttpContext http,
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Sessions.FindAsync([sessionId], stop) is not { } session)
            return Refusal.NotFound.AsProblem();
        var (from, to) = (request.From.ToDatabasePrecision(), request.To.ToDatabasePrecision());
        if ((session.From, session.To) != (from, to))
        {
            if (IfMatch.Check(http.Request, session) is { } stale)
                return stale.AsProblem();
            if (session.Schedule(from, to, caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        IfMatch.Tell(http.Response, session);
        return TypedResults.Ok(new Response(session.Id, session.State, session.From!.Value, session.To!.Value));
    }
}
