using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>
/// The desk sees which front pages have not become charts yet, the oldest first, and what each lacks; before closing there should be none
/// (R-104, WF-35 2).
/// </summary>
public static class UnfinishedFrontPages
{
    public sealed record Line(
        Guid Id,
        DateOnly Day,
        DateTimeOffset StartedAt,
        Guid StartedBy,
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

/// <summary>
/// The desk reads what a front page holds so far, with phone, address and identity number as they were written, because they are being
/// completed; audited.
/// </summary>
public static class ReadFrontPage
{
    public sealed record Response(
        Guid Id,
        Guid BranchId,
        PartialPage Page,
        IReadOnlyList<PageField> Missing,
        bool Charted,
        DateTimeOffset? EndedAt
    );

    internal static void Map(RouteGroupBuilder pages) =>
        pages.MapGet("{clientId:guid}", Handle).Needs(Rights.RegisterClients).WithSummary("A front page that is being completed");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        HttpContext http,
        RegistrationDb db,
        ClientVault vault,
        CancellationToken stop
    )
    {
        var page = await db.StartedPages.FindAsync([clientId], stop);
        if (page is null)
            return Refusal.NotFound.AsProblem();

        db.NoteRead(nameof(StartedPage), page.Id, page.BranchId, nameof(StartedPage.Content));
        await db.SaveChangesAsync(stop);
        IfMatch.Tell(http.Response, page);
        return TypedResults.Ok(new Response(page.Id, page.BranchId, page.Content(vault), page.Missing, page.Charted, page.EndedAt));
    }
}
