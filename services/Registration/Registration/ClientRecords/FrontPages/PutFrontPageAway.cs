namespace Clinic.Registration.ClientRecords.FrontPages;

/// <summary>
/// What the desk does with a front page that will be no chart, for a reason: the client went again, or has a chart already. Its content
/// becomes unreadable.
/// </summary>
public static class PutFrontPageAway
{
    public sealed record Request([property: Text(300)] string Reason);

    public sealed record Response(DateTimeOffset EndedAt);

    internal static void Map(RouteGroupBuilder pages) =>
        pages
            .MapPost("{clientId:guid}/putting-away", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("Puts a front page away")
            .Refuses(ClientRecordRefusals.FrontPageEnded);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var page = await db.StartedPages.FindAsync([clientId], stop);
        if (page is null)
            return Refusal.NotFound.AsProblem();
        if (page.PutAwayBecause != request.Reason.Normalized())
        {
            if (page.PutAway(request.Reason.Normalized(), clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(page.EndedAt!.Value));
    }
}
