using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>
/// The desk asks for what is missing and writes the front page down again, all of it, based on the version it read (If-Match;
/// R-320, WF-05 4). Refused once it has become a chart or was put away.
/// </summary>
public static class CompleteFrontPage
{
    public sealed record Request(PartialPage Page);

    internal static void Map(RouteGroupBuilder pages) =>
        pages
            .MapPut("{clientId:guid}", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("What is known of a front page by now (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                ClientRecordRefusals.FrontPageEnded,
                ClientRecordRefusals.BirthDateImpossible,
                ClientRecordRefusals.CardShownOrNot,
                ClientRecordRefusals.DocumentOfUnborn,
                ClientRecordRefusals.DocumentContradictsPage([PageMismatch.BirthDate])
            );

    static async Task<Results<Ok<StartFrontPage.Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        ClientVault vault,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (started, page) = (await db.StartedPages.FindAsync([clientId], stop), request.Page.Kept());
        if (started is null)
            return Refusal.NotFound.AsProblem();
        if (started.EndedAt is not null)
            return ClientRecordRefusals.FrontPageEnded.AsProblem();
        if (started.Content(vault) != page)
        {
            if (IfMatch.Check(http.Request, started) is { } stale)
                return stale.AsProblem();
            var today = await days.DayOf(started.BranchId, clock.GetUtcNow(), db, stop);
            if ((page.CheckDetails(today!.Value) ?? started.Write(page, vault)) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        IfMatch.Tell(http.Response, started);
        return TypedResults.Ok(StartFrontPage.Answer(started));
    }
}
