namespace Clinic.Escort.Engagements.After;

/// <summary>
/// The escort collects what the client thinks of the service (WF-01 18). Refused before fee and report are both there.
/// </summary>
public static class FollowUpClient
{
    /// <summary>What kind of opinion it is.</summary>
    public enum Opinion
    {
        Praise,
        Suggestion,
        Complaint,
        None,
    }

    public sealed record Request(
        Opinion Kind,
        [property: Text(2000, Lines = true)] string Words,
        [property: Range(0, 100)] int? Score = null
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/follow-up", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The escort notes the client's opinion")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var said = request with { Words = request.Words.Normalized() };
        if (engagement.FollowedUpAt is not null)
            return await db.PagesOf(engagement, PageKind.FollowUp).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        if (engagement.FollowUp(now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.FollowUp, said, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
