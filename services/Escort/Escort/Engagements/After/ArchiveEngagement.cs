namespace Clinic.Escort.Engagements.After;

/// <summary>
/// The escort files what is known of the client under a reference (WF-01 19, R-021); from now on the escort sees it no more. A lead
/// does it, with a reason, in place of an escort who serves here no more. Refused before the follow-up.
/// </summary>
public static class ArchiveEngagement
{
    public sealed record Request(
        [property: Form("[A-Za-z0-9/_-]{1,60}", "1 to 60 letters, digits, hyphens, slashes and underscores")] string Reference
    );

    /// <param name="Reason">Why the lead does it; kept in the file.</param>
    public sealed record ByLeadRequest([property: Text(500)] string Reason, [property: Required] Request Archive);

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements
            .MapPost("{engagementId:guid}/archive", ByEscort)
            .Needs(Rights.Serve)
            .WithSummary("The engagement is filed for good")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);
        engagements
            .MapPost("{engagementId:guid}/archive/by-lead", ByLead)
            .Needs(Rights.Lead)
            .WithSummary("The lead files the engagement in place of an escort who left")
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
        await OwnOrArchived(engagementId, db, caller, stop) is { } engagement
            ? await File(engagement, request, http, db, caller, clock, stop)
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
        return await File(engagement, request with { Reason = request.Reason.Normalized() }, http, db, caller, clock, stop);
    }

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> File<TSaid>(
        Engagement engagement,
        TSaid said,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (engagement.ArchivedAt is not null)
            return await db.PagesOf(engagement, PageKind.Archive).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        if (engagement.Archive(now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Archive, said, caller.PersonId, now));
        db.EndConcerns(engagement, now);
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }

    // Archiving ends the escort's sight of it; the same word again is answered all the same.
    static async Task<Engagement?> OwnOrArchived(Guid id, EscortDb db, Caller caller, CancellationToken stop) =>
        await db.Engagements.FindAsync([id], stop) is { } own
        && (own.IsWith(caller.PersonId) || (own.EscortId == caller.PersonId && own.ArchivedAt is not null))
            ? own
            : null;
}
