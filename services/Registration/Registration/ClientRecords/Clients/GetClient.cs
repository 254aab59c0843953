using Clinic.Registration.ClientRecords.ComplaintFlags;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// Staff read a client's front page with phone, address and identity number masked, and whether a complaint of the client is
/// still open; every reading is audited. Of a client who was merged, <c>mergedInto</c> says who it is now.
/// </summary>
public static class GetClient
{
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        string Name,
        Sex Sex,
        DateOnly BirthDate,
        string Phone,
        string Occupation,
        string Address,
        string? IdNumber,
        bool MobilityImpaired,
        string ChartNumber,
        string VisitCardNumber,
        bool OpenComplaint,
        Guid? MergedInto,
        bool CareConsent,
        bool MarketingConsent,
        bool Archived,
        NoPhoneBecause? NoPhone,
        IdDocumentKind? IdKind,
        string? IdIssuedBy
    );

    internal static void Map(RouteGroupBuilder clients) =>
        clients.MapGet("{clientId:guid}", Handle).Needs(Rights.ReadClients).WithSummary("A client's front page, masked");

    // How much of an address is shown.
    const int Shown = 6;

    internal static Response Masked(Client client, ClientVault vault, bool openComplaint)
    {
        var page = client.Page(vault);
        return new(
            client.Id,
            client.BranchId,
            page.Name,
            page.Sex,
            page.BirthDate,
            PhoneNumber.Masked(page.Phone),
            page.Occupation,
            Characters.Count(page.Address) <= Shown ? "…" : $"{string.Concat(page.Address.EnumerateRunes().Take(Shown))}…",
            page.IdNumber is { } number ? Mask.AllButLast(4, number) : null,
            page.MobilityImpaired,
            client.ChartNumber,
            client.VisitCardNumber,
            openComplaint,
            client.MergedInto,
            client.CareConsent,
            client.MarketingConsent,
            client.ArchivedAt is not null,
            page.NoPhone,
            page.IdKind,
            page.IdIssuedBy
        );
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        HttpContext http,
        RegistrationDb db,
        ClientVault vault,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();

        var openComplaint = (await db.WithOpenComplaint([clientId], stop)).Count > 0;
        db.NoteRead(
            nameof(Client),
            client.Id,
            client.BranchId,
            nameof(Client.Name),
            nameof(Client.Sex),
            nameof(Client.BirthDate),
            nameof(Client.Occupation)
        );
        await db.SaveChangesAsync(stop);
        IfMatch.Tell(http.Response, client);
        return TypedResults.Ok(Masked(client, vault, openComplaint));
    }
}
