namespace Clinic.Feedback.Surveys;

/// <summary>
/// How satisfied clients were in a period: the average of the whole, and of each person who was rated, in the order of their ids; no
/// client, no answer by itself, no words. Everybody sees the own average, from every branch. Refused: a branch the reader does not
/// work for (404), a period that ends before it begins.
/// </summary>
public static class GetSatisfaction
{
    /// <param name="Ratings">How many clients rated the person.</param>
    /// <param name="Average">0 to 100.</param>
    public sealed record Line([Employee] Guid EmployeeId, int Ratings, decimal Average);

    /// <param name="Answers">How many clients answered; those who rated the person, when one is asked for.</param>
    /// <param name="Average">What they gave the whole on average, 0 to 100; nothing while nobody answered.</param>
    /// <param name="Low">How many of the answers were low, by the limit of the branch at that time.</param>
    /// <param name="Items">Those who were rated.</param>
    /// <param name="Next">The id after which the next part begins; nothing when this is the last.</param>
    public sealed record Response(int Answers, decimal? Average, int Low, IReadOnlyList<Line> Items, Guid? Next);

    /// <param name="Average">0 to 100; nothing while nobody rated.</param>
    public sealed record OwnScore(int Ratings, decimal? Average);

    sealed record Totals(int Answers, decimal? Average, int Low);

    /// <summary>Nobody answered before.</summary>
    static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    internal static void Map(RouteGroupBuilder surveys)
    {
        surveys
            .MapGet("satisfaction", OfBranch)
            .Needs(Rights.ReadScores)
            .WithSummary("How satisfied clients were, by branch, person and period (after: the last person of the page before)")
            .Refuses(SurveyRefusals.PeriodImpossible);
        surveys
            .MapGet("satisfaction/own", Own)
            .Needs(Rights.ReadOwnScore)
            .WithSummary("How satisfied clients were with me")
            .Refuses(SurveyRefusals.PeriodImpossible);
    }

    /// <param name="branch">Without it, all branches the reader works for.</param>
    /// <param name="person">Only this person.</param>
    /// <param name="from">Answered from this instant on.</param>
    /// <param name="to">Answered before this instant.</param>
    static async Task<Results<Ok<Response>, ProblemHttpResult>> OfBranch(
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        Guid? branch,
        Guid? person,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (from >= to)
            return SurveyRefusals.PeriodImpossible.AsProblem();
        if (branch is { } at && !caller.WorksIn(at))
            return Refusal.NotFound.AsProblem();

        var (since, until) = Period(from, to, clock);
        var (anywhere, anybody, only) = (branch is null, person is null, branch ?? Guid.Empty);
        var (named, last) = (person ?? Guid.Empty, after ?? Guid.Empty);
        var totals = await db
            .Database.SqlQuery<Totals>(
                $"""
                SELECT count(*)::int AS "Answers", round(avg(score), 2) AS "Average", (count(*) FILTER (WHERE is_low))::int AS "Low"
                FROM survey_answer
                WHERE ({anywhere} OR branch_id = {only}) AND answered_at >= {since} AND answered_at < {until}
                  AND ({anybody} OR EXISTS (
                    SELECT FROM jsonb_array_elements(ratings) AS rated WHERE (rated ->> 'employeeId')::uuid = {named}))
                """
            )
            .ToListAsync(stop);
        var people = await db
            .Database.SqlQuery<Line>(
                $"""
                SELECT (rated ->> 'employeeId')::uuid AS "EmployeeId", count(*)::int AS "Ratings",
                  round(avg((rated ->> 'score')::numeric), 2) AS "Average"
                FROM survey_answer CROSS JOIN LATERAL jsonb_array_elements(ratings) AS rated
                WHERE ({anywhere} OR branch_id = {only}) AND answered_at >= {since} AND answered_at < {until}
                  AND ({anybody} OR (rated ->> 'employeeId')::uuid = {named}) AND (rated ->> 'employeeId')::uuid > {last}
                GROUP BY 1 ORDER BY 1 LIMIT {limit + 1}
                """
            )
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response(
                totals[0].Answers,
                totals[0].Average,
                totals[0].Low,
                [.. people.Take(limit)],
                people.Count > limit ? people[limit - 1].EmployeeId : null
            )
        );
    }

    /// <param name="from">Answered from this instant on.</param>
    /// <param name="to">Answered before this instant.</param>
    static async Task<Results<Ok<OwnScore>, ProblemHttpResult>> Own(
        Caller caller,
        IServiceScopeFactory scopes,
        TimeProvider clock,
        DateTimeOffset? from,
        DateTimeOffset? to,
        CancellationToken stop
    )
    {
        if (from >= to)
            return SurveyRefusals.PeriodImpossible.AsProblem();

        var ((since, until), me) = (Period(from, to, clock), caller.PersonId);
        // People help out at other branches; the platform looks there, for this person alone.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem("own-score", caller.Act, branch: null);
        var own = await scope
            .ServiceProvider.GetRequiredService<FeedbackDb>()
            .Database.SqlQuery<OwnScore>(
                $"""
                SELECT count(*)::int AS "Ratings", round(avg((rated ->> 'score')::numeric), 2) AS "Average"
                FROM survey_answer CROSS JOIN LATERAL jsonb_array_elements(ratings) AS rated
                WHERE answered_at >= {since} AND answered_at < {until} AND (rated ->> 'employeeId')::uuid = {me}
                """
            )
            .ToListAsync(stop);
        return TypedResults.Ok(own[0]);
    }

    static (DateTimeOffset From, DateTimeOffset To) Period(DateTimeOffset? from, DateTimeOffset? to, TimeProvider clock) =>
        (from?.ToUniversalTime() ?? Earliest, to?.ToUniversalTime() ?? clock.GetUtcNow().AddDays(1));
}
