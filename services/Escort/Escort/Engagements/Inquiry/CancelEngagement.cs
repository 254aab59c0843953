using Clinic.Escort.Clients;
using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The lead notes that client or company call it off before the service begins, with a reason (WF-01 20), based on the version
/// read (If-Match). The client is as new as before; who brought them stays fixed.
/// </summary>
public static class CancelEngagement
{
    /// <summary>Who calls it off.</summary>
    public enum Party
    {
        Client,
        Company,
    }

    /// <param name="ReasonCode">Travels with the fact.</param>
    /// <param name="Reason">In words; stays here.</param>
    public sealed record Request(
        Party Party,
        [property: Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string ReasonCode,
        [property: Text(500)] string? Reason = null
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/cancellation", Handle)
            .Needs(Rights.Lead)
            .WithSummary("Calls the engagement off before it begins (If-Match)")
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
        if (engagement.CancelledAt is not null)
            return await db.PagesOf(engagement, PageKind.Cancellation).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        if (IfMatch.Check(http.Request, engagement) is { } stale)
            return stale.AsProblem();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await HandoverClock.End(db, engagement, now, stop);
        if (engagement.Cancel(now) is { } refusal)
            return refusal.AsProblem();

        if (engagement.ClientId is { } client)
            (await db.ClientOrNew(client, stop)).Disengage(engagement.Id);
        db.Add(FilePage.Of(engagement, PageKind.Cancellation, said, caller.PersonId, now));
        db.Publish(
            new EscortEngagementCancelled(engagement.Id, engagement.BranchId, said.Party.ToString(), said.ReasonCode, now),
            engagement.Id
        );
        db.EndConcerns(engagement, now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
