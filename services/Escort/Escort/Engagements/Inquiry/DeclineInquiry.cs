using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>The lead declines an inquiry before anything is signed, with a reason, based on the version read (If-Match).</summary>
public static class DeclineInquiry
{
    /// <summary>Why an inquiry comes to nothing.</summary>
    public enum Cause
    {
        Price,
        Time,
        Unsuitable,
        NoEscortFree,
        ClientWithdrew,
        Other,
    }

    /// <param name="Reason">In words; stays here.</param>
    public sealed record Request(Cause ReasonCode, [property: Text(500)] string? Reason = null);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/decline", Handle)
            .Needs(Rights.Lead)
            .WithSummary("The lead declines, with a reason (If-Match)")
            .NeedsIfMatch()
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
        var engagement = await db.Engagements.FindAsync([engagementId], stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var said = request with { Reason = request.Reason?.Normalized() };
        if (engagement.DeclinedAt is not null)
            return await db.FirstPageOf(engagement, PageKind.Decline).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        if (IfMatch.Check(http.Request, engagement) is { } stale)
            return stale.AsProblem();
        var now = clock.GetUtcNow();
        await HandoverClock.End(db, engagement, now, stop);
        if (engagement.Decline(now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Decline, said, caller.PersonId, now));
        db.Publish(new EscortInquiryDeclined(engagement.Id, engagement.BranchId, said.ReasonCode.ToString(), now), engagement.Id);
        db.EndConcerns(engagement, now);
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
