using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>
/// The desk reads what a front page holds so far, with phone, address and identity number as they were written, because they are being
/// completed; audited.
/// </summary>
public static class GetFrontPage
{
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
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
