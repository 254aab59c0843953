namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>
/// The desk sees which front pages have not become charts yet, the oldest first, and what each lacks; before closing there should be none
/// (R-104, WF-35 2).
/// </summary>
public static class ListFrontPages
{
    public sealed record Line(
        Guid Id,
        DateOnly Day,
        DateTimeOffset StartedAt,
        [Employee] Guid StartedBy,
        IReadOnlyList<PageField> Missing,
        uint Version
    );

    internal static void Map(RouteGroupBuilder pages) =>
        pages.MapGet("", Handle).Needs(Rights.RegisterClients).WithSummary("Front pages that are no charts yet");

    static async Task<Results<Ok<List<Line>>, ProblemHttpResult>> Handle(
        Guid branch,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        caller.WorksIn(branch)
            ? TypedResults.Ok(
                await db
                    .StartedPages.AsNoTracking()
                    .Where(page => page.BranchId == branch && page.EndedAt == null)
                    .OrderBy(page => page.StartedAt)
                    .ThenBy(page => page.Id)
                    .Take(limit ?? 200)
                    .Select(page => new Line(page.Id, page.Day, page.StartedAt, page.StartedBy, page.Missing, page.Version))
                    .ToListAsync(stop)
            )
            : Refusal.NotFound.AsProblem();
}
