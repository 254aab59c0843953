namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>What is shown of a client only as an act of its own.</summary>
public enum MaskedField
{
    Phone,
    Address,
    IdNumber,
}

/// <summary>
/// The branch manager sees single masked fields of a client in full, for a reason in words that is kept (R-107, AC-07). By POST,
/// because it is an act and leaves a record each time.
/// </summary>
public static class UnmaskClient
{
    public sealed record Request(
        [property: MinLength(1), MaxLength(3)] IReadOnlyList<MaskedField> Fields,
        [property: Text(300, Least = 5)] string Reason
    );

    /// <param name="PhoneAsDialled">The phone in groups, as it is dialled in the mainland or in Taiwan when it is of there.</param>
    public sealed record Response(Guid Id, string? Phone, string? Address, string? IdNumber, string? PhoneAsDialled);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("{clientId:guid}/unmasking", Handle)
            .Needs(Rights.UnmaskClients)
            .NeedsFreshProof()
            .WithSummary("Shows masked fields of a client, with a reason");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();

        var (page, fields, now) = (client.Page(vault), request.Fields.Distinct().Order().ToArray(), clock.GetUtcNow());
        db.Add(
            new Unmasking
            {
                Id = Guid.CreateVersion7(now),
                BranchId = client.BranchId,
                ClientId = client.Id,
                Fields = fields,
                Reason = request.Reason.Normalized(),
                ShownTo = caller.PersonId,
                ShownAt = now,
            }
        );
        db.NoteRead(nameof(Client), client.Id, client.BranchId, [.. fields.Select(field => field.ToString()), "unmasked"]);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                client.Id,
                Shown(MaskedField.Phone, page.Phone),
                Shown(MaskedField.Address, page.Address),
                Shown(MaskedField.IdNumber, page.IdNumber),
                Shown(MaskedField.Phone, page.Phone) is { } phone ? PhoneNumber.Shown(phone) : null
            )
        );

        string? Shown(MaskedField field, string? value) => fields.Contains(field) ? value : null;
    }
}

/// <summary>Somebody saw masked fields of a client in full: which, why and when.</summary>
public sealed class Unmasking : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public required IReadOnlyList<MaskedField> Fields { get; init; }
    public required string Reason { get; init; }
    public Guid ShownTo { get; init; }
    public DateTimeOffset ShownAt { get; init; }
}
