using System.Globalization;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// The desk hands out a new visit card for one that was lost or damaged; the chart stays the same, and the old number
/// still finds the client. The same id again answers the same card. Refused for a client who was merged.
/// </summary>
public static class ReplaceVisitCard
{
    public sealed record Request([property: GivenId] Guid Id, CardReason Reason);

    public sealed record Response(Guid Id, string VisitCardNumber);

    static readonly Refusal FirstOnce = new(
        "first-card-once",
        "The first card is handed out with the chart; say whether the old one is lost or damaged.",
        400
    );

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("{clientId:guid}/visit-cards", Handle)
            .Needs(Rights.RegisterClients)
            .WithSummary("Hands out a new visit card for a lost or damaged one")
            .Refuses(FirstOnce, ClientRecordRefusals.ClientIsMerged, Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (request.Reason == CardReason.First)
            return FirstOnce.AsProblem();
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();
        if (await db.VisitCards.FindAsync([request.Id], stop) is { } known)
            return (known.ClientId, known.Reason) == (clientId, request.Reason)
                ? TypedResults.Ok(new Response(known.Id, known.Number))
                : Refusal.IdTaken.AsProblem();
        if (client.MergedInto is not null)
            return ClientRecordRefusals.ClientIsMerged.AsProblem();

        var cards = await db.VisitCards.CountAsync(card => card.ClientId == clientId, stop);
        client.VisitCardNumber = string.Create(CultureInfo.InvariantCulture, $"{client.VisitCardNumber.Split('-')[0]}-{cards + 1}");
        VisitCard.Issue(db, client, request.Id, request.Reason, caller.PersonId, clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/clients/{clientId}", new Response(request.Id, client.VisitCardNumber));
    }
}
