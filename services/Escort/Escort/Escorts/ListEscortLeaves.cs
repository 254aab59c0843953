namespace Clinic.Escort.Escorts;

/// <summary>
/// The lead sees when the escorts of a branch are away, in the order of the leaves' ids; one that was taken back is none. Refused:
/// a period that ends before it begins.
/// </summary>
public static class ListEscortLeaves
{
    /// <param name="BackAt">From when on the person is back before the leave's end.</param>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EscortId,
        [Place] Guid BranchId,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        DateTimeOffset? BackAt
    );

    internal static void Map(RouteGroupBuilder escorts) =>
        escorts
            .MapGet("leaves", Handle)
            .Needs(Rights.ReadEscorts)
            .WithSummary("When escorts are away (after: the last id of the page before)")
            .Refuses(ProfileRefusals.PeriodImpossible);

    /// <param name="from">Only those that are not over at this instant.</param>
    /// <param name="to">Only those that begin before this instant.</param>
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
                .Leaves.AsNoTracking()
                .Where(leave =>
                    leave.StartsAt != null
                    && !leave.IsCancelled
                    && (branch == null || leave.BranchId == branch)
                    && (escort == null || leave.PersonId == escort)
                    && (since == null || (leave.BackAt ?? leave.EndsAt) > since)
                    && (until == null || leave.StartsAt < until)
                    && (after == null || leave.Id > after)
                    && db.Profiles.Any(profile => profile.Id == leave.PersonId && profile.State != ProfileState.NotAnEscort)
                )
                .OrderBy(leave => leave.Id)
                .Select(leave => new Line(
                    leave.Id,
                    leave.PersonId,
                    leave.BranchId,
                    leave.StartsAt!.Value,
                    leave.EndsAt!.Value,
                    leave.BackAt
                ))
                .ToPage(limit, line => line.Id, stop)
        );
    }
}
