using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// How clients rated people, without any client: for each person of the branches where the reader may, how often and the mean, in
/// the order of the people's ids; and for one person each rating by its clinic day. Refuses: <c>time-turned</c>.
/// </summary>
public static class ListRatings
{
    /// <param name="Mean">0 to 100, to two decimals.</param>
    /// <param name="Lowest">The lowest single rating.</param>
    public sealed record Line([Employee] Guid EmployeeId, int Count, decimal Mean, decimal Lowest);

    /// <summary>One rating, 0 to 100, of a day at a branch.</summary>
    public sealed record RatingLine([Place] Guid BranchId, DateOnly? Day, decimal Score);

    internal static void Map(RouteGroupBuilder ratings) =>
        ratings
            .MapGet("", OfPeople)
            .Needs(Rights.ReadExams)
            .WithSummary("How people were rated, one line a person (after: the last person's id of the page before)")
            .Refuses(StaffRefusals.TimeTurned);

    internal static void MapOfPerson(RouteGroupBuilder people)
    {
        people
            .MapGet("{employeeId:guid}/ratings", OfPerson)
            .Needs(Rights.ReadExams)
            .WithSummary("How a person was rated (after: the id named as next by the page before)")
            .Refuses(StaffRefusals.TimeTurned);
        people
            .MapGet("mine/ratings", Mine)
            .Needs(Rights.ReadOwnExams)
            .WithSummary("How I was rated (after: the id named as next by the page before)")
            .Refuses(StaffRefusals.TimeTurned);
    }

    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> OfPeople(
        TrainingDb db,
        Caller caller,
        Guid? branch,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (from >= to)
            return StaffRefusals.TimeTurned.AsProblem();
        var page = await Within(Seen(db, caller), from, to)
            .Where(rating => (branch == null || rating.BranchId == branch) && (after == null || rating.PersonId > after))
            .GroupBy(rating => rating.PersonId)
            .OrderBy(person => person.Key)
            .Select(person => new
            {
                Id = person.Key,
                Count = person.Count(),
                Sum = person.Sum(rating => rating.Score),
                Lowest = person.Min(rating => rating.Score),
            })
            .ToPage(limit, person => person.Id, stop);
        return TypedResults.Ok(
            new Page<Line>(
                [
                    .. page.Items.Select(person => new Line(
                        person.Id,
                        person.Count,
                        decimal.Round(person.Sum / person.Count, 2, MidpointRounding.ToZero),
                        person.Lowest
                    )),
                ],
                page.Next
            )
        );
    }

    static async Task<Results<Ok<Page<RatingLine>>, ProblemHttpResult>> OfPerson(
        Guid employeeId,
        TrainingDb db,
        Caller caller,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (from >= to)
            return StaffRefusals.TimeTurned.AsProblem();
        var ratings = Seen(db, caller).Where(rating => rating.PersonId == employeeId);
        var isKnown = await db.Files.AnyAsync(file => file.PersonId == employeeId, stop) || await ratings.AnyAsync(stop);
        return isKnown ? TypedResults.Ok(await Ratings(db, ratings, from, to, after, limit, stop)) : Refusal.NotFound.AsProblem();
    }

    static async Task<Results<Ok<Page<RatingLine>>, ProblemHttpResult>> Mine(
        TrainingDb db,
        Caller caller,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (from >= to)
            return StaffRefusals.TimeTurned.AsProblem();
        var me = caller.PersonId;
        return TypedResults.Ok(await Ratings(db, db.Ratings.Where(rating => rating.PersonId == me), from, to, after, limit, stop));
    }

    // Own ratings of other branches are in sight too, but are no colleague's business here.
    static IQueryable<Rating> Seen(TrainingDb db, Caller caller)
    {
        var (group, branches) = (caller.SeesGroup, caller.Branches);
        return db.Ratings.Where(rating => group || branches.Contains(rating.BranchId));
    }

    static IQueryable<Rating> Within(IQueryable<Rating> ratings, DateTimeOffset? from, DateTimeOffset? to) =>
        ratings.AsNoTracking().Where(rating => (from == null || rating.At >= from) && (to == null || rating.At < to));

    // A person has one rating in an answer, so the answers tell the ratings of one person apart.
    static async Task<Page<RatingLine>> Ratings(
        TrainingDb db,
        IQueryable<Rating> ratings,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        int limit,
        CancellationToken stop
    )
    {
        var page = await Within(ratings, from, to)
            .Where(rating => after == null || rating.ResponseId > after)
            .OrderBy(rating => rating.ResponseId)
            .ToPage(limit, rating => rating.ResponseId, stop);
        var ids = page.Items.Select(rating => rating.BranchId).Distinct().ToArray();
        var branches = await db
            .Branches.AsNoTracking()
            .Where(branch => ids.Contains(branch.Id))
            .ToDictionaryAsync(branch => branch.Id, stop);
        return new(
            [
                .. page.Items.Select(rating => new RatingLine(
                    rating.BranchId,
                    branches.GetValueOrDefault(rating.BranchId)?.DayOf(rating.At),
                    rating.Score
                )),
            ],
            page.Next
        );
    }
}
