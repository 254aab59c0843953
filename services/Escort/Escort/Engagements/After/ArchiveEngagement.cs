namespace Clinic.Escort.Engagements.After;

/// <summary>
/// The escort files what is known of the client under a reference (WF-01 19, R-021); from now on the escort sees it no more.
/// Refused before the follow-up.
/// </summary>
public static class ArchiveEngagement
{
    public sealed record Request(
        [property: Form("[A-Za-z0-9/_-]{1,60}", "1 to 60 letters, digits, hyphens, slashes and underscores")] string Reference
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/archive", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The engagement is filed for good")
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
        var engagement = await OwnOrArchived(engagementId, db, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        if (engagement.ArchivedAt is not null)
            return await db.PagesOf(engagement, PageKind.Archive).CheckRepeat(db, request, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        if (engagement.Archive(now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Archive, request, caller.PersonId, now));
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
