namespace Clinic.Escort.Engagements.After;

/// <summary>
/// The escort collects what the client thinks of the service (WF-01 18); a lead does it, with a reason, in place of an escort who serves
/// here no more. Refused before fee and report are both there.
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
    )
    {
        internal Request Normal() => this with { Words = Words.Normalized() };
    }

    /// <param name="Reason">Why the lead does it; kept in the file.</param>
    public sealed record ByLeadRequest([property: Text(500)] string Reason, [property: Required] Request FollowUp);

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements
            .MapPost("{engagementId:guid}/follow-up", ByEscort)
            .Needs(Rights.Serve)
            .WithSummary("The escort notes the client's opinion")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);
        engagements
            .MapPost("{engagementId:guid}/follow-up/by-lead", ByLead)
            .Needs(Rights.Lead)
            .WithSummary("The lead notes the client's opinion in place of an escort who left")
            .Refuses(EngagementRefusals.EscortStillServes, EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);
    }

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> ByEscort(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    ) =>
        await db.Own(engagementId, caller, stop) is { } engagement
            ? await Note(engagement, request.Normal(), http, db, caller, clock, stop)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> ByLead(
        Guid engagementId,
        ByLeadRequest request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (engagement, refused) = await db.LeftByEscort(engagementId, stop);
        if (engagement is null)
            return refused!.AsProblem();
        var said = request with { Reason = request.Reason.Normalized(), FollowUp = request.FollowUp.Normal() };
        return await Note(engagement, said, http, db, caller, clock, stop);
    }

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Note<TSaid>(
        Engagement engagement,
        TSaid said,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
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
