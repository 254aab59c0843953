using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The escort met the client: where and when; every minute after the agreed time counts as late. Refused: before the second
/// confirmation, longer before the agreed time than the branch allows, an arrival in the future or over 12 hours ago.
/// </summary>
public static class StartVisit
{
    /// <param name="ArrivedAt">Now, unless said.</param>
    public sealed record Request([property: Text(200)] string Place, DateTimeOffset? ArrivedAt = null);

    static readonly TimeSpan LongestAgo = TimeSpan.FromHours(12);

    /// <summary>The handbook says at the agreed time; two hours leave room for meeting at the client's door.</summary>
    internal static readonly Policy<int> Earliest = new(
        "escort.start.minutesBefore",
        120,
        0,
        1440,
        "000 三(二)1 (R-014); default, unconfirmed"
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/start", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The escort met the client at the agreed place")
            .Refuses(
                EngagementRefusals.ArrivalImpossible,
                EngagementRefusals.ArrivalTooEarly,
                EngagementRefusals.AnyOutOfOrder,
                Refusal.AlreadyRecorded
            );

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var said = request with { Place = request.Place.Normalized() };
        if (engagement.Day.StartedAt is not null)
            return await db.PagesOf(engagement, PageKind.Arrival).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        var arrived = said.ArrivedAt ?? now;
        if (arrived > now || arrived < now - LongestAgo)
            return EngagementRefusals.ArrivalImpossible.AsProblem();
        var before = TimeSpan.FromMinutes(policies.Value(Earliest, engagement.BranchId, now));
        if (engagement.Start(arrived, before) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Arrival, said, caller.PersonId, now));
        db.Publish(
            new EscortVisitStarted(engagement.Id, engagement.BranchId, caller.PersonId, engagement.Day.MinutesLate!.Value, arrived),
            engagement.Id
        );
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
