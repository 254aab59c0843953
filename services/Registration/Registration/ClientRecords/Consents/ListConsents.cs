using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.Consents;

/// <summary>
/// Staff see what a client agreed to, took back, and what went to whom by it, also under charts that were merged; audited.
/// </summary>
public static class ListConsents
{
    public sealed record ConsentLine(
        Guid Id,
        ConsentKind Kind,
        string DocumentNumber,
        SignedBy SignedBy,
        string? Recipient,
        IReadOnlyList<DisclosedField> Fields,
        DateTimeOffset GivenAt,
        [Employee] Guid RecordedBy,
        DateTimeOffset? WithdrawnAt,
        string? WithdrawalReason
    );

    public sealed record DisclosureLine(
        Guid Id,
        Guid ConsentId,
        IReadOnlyList<DisclosedField> Fields,
        string Purpose,
        [Employee] Guid DisclosedBy,
        DateTimeOffset DisclosedAt
    );

    public sealed record Response(
        bool Care,
        bool Marketing,
        IReadOnlyList<ConsentLine> Consents,
        IReadOnlyList<DisclosureLine> Disclosures
    );

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapGet("{clientId:guid}/consents", Handle)
            .Needs(Rights.ReadClients)
            .WithSummary("A client's consents and what was disclosed");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        RegistrationDb db,
        ClientVault vault,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();

        var same = await db.IdsOfSamePerson(clientId, stop);
        var people = await db
            .Clients.AsNoTracking()
            .Where(candidate => same.Contains(candidate.Id))
            .ToDictionaryAsync(candidate => candidate.Id, stop);
        var consents = await db
            .Consents.AsNoTracking()
            .Where(clientConsent => same.Contains(clientConsent.ClientId))
            .OrderBy(clientConsent => clientConsent.GivenAt)
            .Take(200)
            .ToListAsync(stop);
        var disclosures = await db
            .Disclosures.AsNoTracking()
            .Where(disclosure => same.Contains(disclosure.ClientId))
            .OrderBy(disclosure => disclosure.DisclosedAt)
            .Take(200)
            .ToListAsync(stop);
        db.NoteRead(nameof(ClientConsent), clientId, client.BranchId, nameof(ConsentLine.Recipient), nameof(DisclosureLine.Purpose));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                client.CareConsent,
                client.MarketingConsent,
                [
                    .. consents.Select(clientConsent => new ConsentLine(
                        clientConsent.Id,
                        clientConsent.Kind,
                        clientConsent.DocumentNumber,
                        clientConsent.SignedBy,
                        people[clientConsent.ClientId].Opened(vault, Sealed.Recipient, clientConsent.SealedRecipient),
                        clientConsent.Fields,
                        clientConsent.GivenAt,
                        clientConsent.RecordedBy,
                        clientConsent.WithdrawnAt,
                        clientConsent.WithdrawalReason
                    )),
                ],
                [
                    .. disclosures.Select(disclosure => new DisclosureLine(
                        disclosure.Id,
                        disclosure.ConsentId,
                        disclosure.Fields,
                        disclosure.Purpose,
                        disclosure.DisclosedBy,
                        disclosure.DisclosedAt
                    )),
                ]
            )
        );
    }
}
