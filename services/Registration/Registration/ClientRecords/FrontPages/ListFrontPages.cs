using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>
/// The desk sees which front pages have not become charts yet, the oldest first, and what each lacks; before closing there should be none
/// (R-104, WF-35 2).
/// </summary>
public static class ListFrontPages
{
    /// <param name="ClientName">Masked; nothing while nobody asked.</param>
    public sealed record Line(
        Guid Id,
        DateOnly Day,
        DateTimeOffset StartedAt,
        [Employee] Guid StartedBy,
        IReadOnlyList<PageField> Missing,
        uint Version,
        string? ClientName
    );

    internal static void Map(RouteGroupBuilder pages) =>
        pages.MapGet("", Handle).Needs(Rights.RegisterClients).WithSummary("Front pages that are no charts yet");

    static async Task<Results<Ok<List<Line>>, ProblemHttpResult>> Handle(
        Guid branch,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var pages = await db
            .StartedPages.AsNoTracking()
            .Where(page => page.BranchId == branch && page.EndedAt == null)
            .OrderBy(page => page.StartedAt)
            .ThenBy(page => page.Id)
            .Take(limit ?? 200)
            .ToListAsync(stop);
        var named = pages.ConvertAll(page => (Page: page, page.Content(vault).Name));
        await db.NoteNamesRead("front-pages", branch, named.Select(pair => pair.Name), stop);
        return TypedResults.Ok(
            named.ConvertAll(pair => new Line(
                pair.Page.Id,
                pair.Page.Day,
                pair.Page.StartedAt,
                pair.Page.StartedBy,
                pair.Page.Missing,
                pair.Page.Version,
                MaskedName.OrNothing(pair.Name)
            ))
        );
    }
}
