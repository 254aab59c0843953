using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Consents;

/// <summary>
/// The branch manager writes down that data of a client go to the third party of a consent, which and what for, before they do
/// (R-106, AC-01); <c>ClientDataDisclosed</c> is said. Refused without a standing written consent to it, or beyond its extent. The
/// same body again answers the same.
/// </summary>
public static class DiscloseToThirdParty
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid ConsentId,
        [property: MinLength(1), MaxLength(10)] IReadOnlyList<DisclosedField> Fields,
        [property: Text(300)] string Purpose
    );

    public sealed record Response(Guid Id, DateTimeOffset DisclosedAt);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("{clientId:guid}/disclosures", Handle)
            .Needs(Rights.DiscloseClients)
            .WithSummary("Data of a client go to a third party, by consent")
            .Refuses(ClientRecordRefusals.DisclosureNeedsConsent, ClientRecordRefusals.DisclosureBeyondConsent, Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();
        var fields = request.Fields.Distinct().Order().ToArray();
        if (await db.Disclosures.FindAsync([request.Id], stop) is { } known)
        {
            return
                (known.ClientId, known.ConsentId, known.Purpose) == (clientId, request.ConsentId, request.Purpose.Normalized())
                && known.Fields.SequenceEqual(fields)
                ? TypedResults.Ok(new Response(known.Id, known.DisclosedAt))
                : Refusal.IdTaken.AsProblem();
        }

        var same = await db.IdsOfSamePerson(clientId, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Held, so that nobody takes the consent back between this look and the commit.
        var consent = await db
            .Consents.FromSql($"SELECT *, xmin FROM client_consent WHERE id = {request.ConsentId} FOR SHARE")
            .AsNoTracking()
            .FirstOrDefaultAsync(stop);
        if (consent is not null && !same.Contains(consent.ClientId))
            consent = null;
        if ((consent?.CheckDisclosure(fields) ?? (consent is null ? ClientRecordRefusals.DisclosureNeedsConsent : null)) is { } refusal)
            return refusal.AsProblem();

        var now = clock.GetUtcNow();
        db.Add(
            new Disclosure
            {
                Id = request.Id,
                BranchId = client.BranchId,
                ClientId = clientId,
                ConsentId = request.ConsentId,
                Fields = fields,
                Purpose = request.Purpose.Normalized(),
                DisclosedBy = caller.PersonId,
                DisclosedAt = now,
            }
        );
        db.Publish(new ClientDataDisclosed(request.Id, clientId, client.BranchId, request.ConsentId, now), clientId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/clients/{clientId}/consents", new Response(request.Id, now));
    }
}

/// <summary>Data of a client went to a third party by consent: which, what for, by whom, when.</summary>
public sealed class Disclosure : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public Guid ConsentId { get; init; }
    public required IReadOnlyList<DisclosedField> Fields { get; init; }
    public required string Purpose { get; init; }
    public Guid DisclosedBy { get; init; }
    public DateTimeOffset DisclosedAt { get; init; }
}
