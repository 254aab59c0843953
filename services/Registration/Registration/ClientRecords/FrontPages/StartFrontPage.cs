using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>
/// A client at the first visit fills in what they know of their front page (R-320, WF-05 3); the answer says what the desk has to
/// ask for. The same body again answers the same; refused: an unknown branch (404), an id with another content or of a client.
/// </summary>
public static class StartFrontPage
{
    /// <param name="Id">Of the client to be, made by the caller.</param>
    public sealed record Request([property: GivenId] Guid Id, [property: GivenId] Guid BranchId, PartialPage Page);

    public sealed record Response(Guid Id, DateOnly Day, IReadOnlyList<PageField> Missing);

    internal static void Map(RouteGroupBuilder pages) =>
        pages
            .MapPost("", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("The client's part of a front page")
            .Refuses(
                ClientRecordRefusals.BirthDateImpossible,
                ClientRecordRefusals.CardShownOrNot,
                ClientRecordRefusals.DocumentOfUnborn,
                ClientRecordRefusals.DocumentContradictsPage([PageMismatch.BirthDate]),
                Refusal.IdTaken
            );

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (now, page) = (clock.GetUtcNow(), request.Page.Kept());
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, now, db, stop) is not { } day)
            return Refusal.NotFound.AsProblem();
        if (page.CheckDetails(day) is { } refusal)
            return refusal.AsProblem();

        var known = await db.StartedPages.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (await db.Clients.AnyAsync(client => client.Id == request.Id, stop))
                return Refusal.IdTaken.AsProblem();
            StartedPage started = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Day = day,
                StartedBy = caller.PersonId,
                StartedAt = now,
            };
            started.Write(page, vault);
            db.Add(started);
            if (await db.TrySaveNew(stop))
            {
                IfMatch.Tell(http.Response, started);
                return TypedResults.Created($"/front-pages/{started.Id}", Answer(started));
            }
            known = await db.StartedPages.FindAsync([request.Id], stop);
        }
        if (known is null || known.BranchId != request.BranchId || known.Content(vault) != page)
            return Refusal.IdTaken.AsProblem();
        IfMatch.Tell(http.Response, known);
        return TypedResults.Ok(Answer(known));
    }

    internal static Response Answer(StartedPage page) => new(page.Id, page.Day, page.Missing);
}
