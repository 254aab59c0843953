using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.ClientRecords.Consents;

/// <summary>
/// The desk files a consent the client, or a guardian, signed on paper: to care, to marketing, or to a disclosure with recipient and
/// extent (R-106, AC-01, AC-19). Whether the client may be contacted is said as <c>ClientUpdated</c>. The same body again answers the
/// same; refused: a second standing consent to care or marketing, a disclosure without recipient or extent, a merged client.
/// </summary>
public static class GiveConsent
{
    /// <param name="Recipient">To whom data may go; needed for a disclosure, and only there.</param>
    /// <param name="Fields">What may go there; needed for a disclosure, and only there.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        ConsentKind Kind,
        [property: Form("[A-Za-z0-9/-]{1,40}", "1 to 40 letters, digits, hyphens and slashes")] string DocumentNumber,
        SignedBy SignedBy = SignedBy.Client,
        [property: Text(200)] string? Recipient = null,
        [property: MaxLength(10)] IReadOnlyList<DisclosedField>? Fields = null
    );

    public sealed record Response(Guid Id, DateTimeOffset GivenAt);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("{clientId:guid}/consents", Handle)
            .Needs(Rights.CorrectClients)
            .WithSummary("Files a consent that was signed on paper")
            .Refuses(
                ClientRecordRefusals.ConsentExtent,
                ClientRecordRefusals.ClientIsMerged,
                ClientRecordRefusals.ClientForgotten,
                ClientRecordRefusals.ConsentStands,
                Refusal.IdTaken
            );

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var fields = (request.Fields ?? []).Distinct().Order().ToArray();
        var isDisclosure = request.Kind == ConsentKind.Disclosure;
        if (isDisclosure != request.Recipient is not null || isDisclosure != fields.Length > 0)
            return ClientRecordRefusals.ConsentExtent.AsProblem();
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();
        if (await db.Consents.FindAsync([request.Id], stop) is { } known)
        {
            return
                (known.ClientId, known.Kind, known.DocumentNumber, known.SignedBy)
                    == (clientId, request.Kind, request.DocumentNumber, request.SignedBy)
                && known.Fields.SequenceEqual(fields)
                && client.Opened(vault, Sealed.Recipient, known.SealedRecipient) == request.Recipient?.Normalized()
                ? TypedResults.Ok(new Response(known.Id, known.GivenAt))
                : Refusal.IdTaken.AsProblem();
        }
        if (client.MergedInto is not null)
            return ClientRecordRefusals.ClientIsMerged.AsProblem();
        if (client.DataKey is null)
            return ClientRecordRefusals.ClientForgotten.AsProblem();

        var now = clock.GetUtcNow();
        db.Add(
            new ClientConsent
            {
                Id = request.Id,
                BranchId = client.BranchId,
                ClientId = clientId,
                Kind = request.Kind,
                DocumentNumber = request.DocumentNumber,
                SignedBy = request.SignedBy,
                Fields = fields,
                SealedRecipient = request.Recipient is { } recipient
                    ? vault.Seal(client.DataKey, clientId, Sealed.Recipient, recipient.Normalized())
                    : null,
                RecordedBy = caller.PersonId,
                GivenAt = now,
            }
        );
        if (!isDisclosure)
        {
            client.SetContactConsent(request.Kind, true);
            db.Publish(client.NextUpdate(now), client.Id);
        }
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/clients/{clientId}/consents", new Response(request.Id, now));
    }
}
