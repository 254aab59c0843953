using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The service is broken off by the escort on the spot or by the lead, with a reason and how the client was left safe (WF-01 14,
/// With this the engagement is over.
/// </summary>
public static class InterruptVisit
{
    public sealed record Request(
        [property: Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string ReasonCode,
        [property: Text(1000, Lines = true)] string HowLeftSafe
    );

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements
            .MapPost("{engagementId:guid}/interruption", ByEscort)
            .Needs(Rights.Serve)
            .WithSummary("The escort breaks the service off")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);
        engagements
            .MapPost("{engagementId:guid}/interruption/by-lead", ByLead)
            .Needs(Rights.Lead)
            .WithSummary("The lead breaks the service off")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);
    }

    // The engagement is out of the escort's sight with this; the same word again is answered all the same.
    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> ByEscort(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    ) =>
        await db.Engagements.FindAsync([engagementId], stop) is { } own
        && own.EscortId == caller.PersonId
        && (own.IsWith(caller.PersonId) || own.Day.InterruptedAt is not null)
            ? await Interrupt(own, request, http, db, caller, clock, stop)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> ByLead(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    ) =>
        await db.Engagements.FindAsync([engagementId], stop) is { } engagement
            ? await Interrupt(engagement, request, http, db, caller, clock, stop)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Interrupt(
        Engagement engagement,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var said = request with { HowLeftSafe = request.HowLeftSafe.Normalized() };
        if (engagement.Day.InterruptedAt is not null)
            return await db.PagesOf(engagement, PageKind.Interruption).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        if (engagement.Interrupt(now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Interruption, said, caller.PersonId, now));
        db.Publish(
            new EscortVisitInterrupted(engagement.Id, engagement.BranchId, engagement.EscortId!.Value, said.ReasonCode, now),
            engagement.Id
        );
        db.EndConcerns(engagement, now);
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
