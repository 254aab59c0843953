namespace Clinic.Escort.Escorts;

/// <summary>
/// The lead and the manager of a branch see what clients gave its escorts, by points and engagement, in the order in which it was heard.
/// Who the client is and the words stay in Feedback. Refused: a period that ends before it begins.
/// </summary>
public static class ListEscortRatings
{
    /// <param name="Score">0 to 100.</param>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EscortId,
        [Place] Guid BranchId,
        Guid EngagementId,
        decimal Score,
        DateTimeOffset AnsweredAt
    );

    internal static void Map(RouteGroupBuilder escorts) =>
        escorts
            .MapGet("ratings", Handle)
            .Needs(Rights.ReadFeedback)
            .WithSummary("What clients gave the escorts (after: the last id of the page before)")
            .Refuses(ProfileRefusals.PeriodImpossible);

    /// <param name="from">Answered from this instant on.</param>
    /// <param name="to">Answered before this instant.</param>
    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        EscortDb db,
        Guid? branch,
        Guid? escort,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (since, until) = (from?.ToUniversalTime(), to?.ToUniversalTime());
        if (since >= until)
            return ProfileRefusals.PeriodImpossible.AsProblem();
        return TypedResults.Ok(
            await db
                .Ratings.AsNoTracking()
                .Where(rating =>
                    (branch == null || rating.BranchId == branch)
                    && (escort == null || rating.PersonId == escort)
                    && (since == null || rating.At >= since)
                    && (until == null || rating.At < until)
                    && (after == null || rating.Id > after)
                    && db.Profiles.Any(profile => profile.Id == rating.PersonId && profile.State != ProfileState.NotAnEscort)
                )
                .OrderBy(rating => rating.Id)
                .Select(rating => new Line(rating.Id, rating.PersonId, rating.BranchId, rating.EngagementId, rating.Score, rating.At))
                .ToPage(limit, line => line.Id, stop)
        );
    }
}
