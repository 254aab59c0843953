using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>
/// The escort records who the client is, what care they need and their history, and begins to prepare. Refused: a part left
/// out, an engagement that is somebody else's (404).
/// </summary>
public static class StartPreparation
{
    public sealed record Request(
        [property: Text(1000, Lines = true)] string Basics,
        [property: Text(1000, Lines = true)] string CareNeeds,
        [property: Text(2000, Lines = true)] string History
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/preparation", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The escort records basics, care needs and history")
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
        var said = new Request(request.Basics.Normalized(), request.CareNeeds.Normalized(), request.History.Normalized());
        if (engagement.Assignment.PreparationStartedAt is not null)
            return await db.PagesOf(engagement, PageKind.Preparation).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        if (engagement.Prepare(now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Preparation, said, caller.PersonId, now));
        db.Publish(new EscortPreparationStarted(engagement.Id, engagement.BranchId, caller.PersonId, now), engagement.Id);
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
