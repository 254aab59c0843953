using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Registration.Clients;

/// <summary>
/// Staff read a client's front page with phone, address and identity number masked, and whether a complaint of the client is
/// still open; every reading is audited.
/// </summary>
public static class ReadClient
{
    public sealed record Response(
        Guid Id, Guid BranchId, string Name, Sex Sex, DateOnly BirthDate, string Phone, string Occupation, string Address, string? IdNumber,
        bool MobilityImpaired, string ChartNumber, string VisitCardNumber, bool OpenComplaint);

    internal static void Map(RouteGroupBuilder clients) => clients.MapGet("{clientId:guid}", Handle).Needs(Rights.ReadClients).WithSummary("A client's front page, masked");

    internal static Response Masked(Client client, bool openComplaint) => new(
        client.Id, client.BranchId, client.Name, client.Sex, client.BirthDate, PhoneNumber.Masked(client.Phone), client.Occupation,
        client.Address.Length <= 6 ? "…" : $"{client.Address[..6]}…", client.IdNumber is { } number ? Mask.AllButLast(4, number) : null,
        client.MobilityImpaired, client.ChartNumber, client.VisitCardNumber, openComplaint);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid clientId, HttpContext http, RegistrationDb db, CancellationToken stop)
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null) return Refusal.NotFound.AsProblem();

        var openComplaint = (await db.WithOpenComplaint([clientId], stop)).Count > 0;
        db.NoteRead(nameof(Client), client.Id, client.BranchId, nameof(Client.Name), nameof(Client.Sex), nameof(Client.BirthDate), nameof(Client.Occupation));
        await db.SaveChangesAsync(stop);
        IfMatch.Tell(http.Response, client);
        return TypedResults.Ok(Masked(client, openComplaint));
    }
}
