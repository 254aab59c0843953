using System.ComponentModel.DataAnnotations;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Registration.Clients;

/// <summary>
/// The desk looks a returning client up by visit card, else by phone or the beginning of the name: at most twenty,
/// masked, each audited. By POST, so that nothing personal stands in an address.
/// </summary>
public static class SearchClients
{
    public sealed record Request(
        [property: GivenId] Guid BranchId, [property: RegularExpression(PhoneNumber.Pattern)] string? Phone = null,
        [property: Text(100, Least = 2)] string? Name = null, [property: Text(20)] string? VisitCardNumber = null);

    const int Most = 20;

    internal static void Map(RouteGroupBuilder clients) => clients.MapPost("search", Handle).Needs(Rights.ReadClients).WithSummary("Looks clients up by card, phone or name");

    static async Task<Results<Ok<ReadClient.Response[]>, ProblemHttpResult>> Handle(Request request, RegistrationDb db, Caller caller, CancellationToken stop)
    {
        if (new[] { request.Phone, request.Name, request.VisitCardNumber }.Count(key => key is not null) != 1) return Refusals.SearchNeedsOneKey.AsProblem();
        if (!caller.WorksIn(request.BranchId)) return Refusal.NotFound.AsProblem();

        var found = db.Clients.AsNoTracking().Where(client => client.BranchId == request.BranchId);
        if (request.Phone is { } phone)
        {
            var kept = PhoneNumber.Kept(phone);
            found = found.Where(client => client.Phone == kept);
        }
        if (request.Name?.Kept() is { } name) found = found.Where(client => client.Name.StartsWith(name));
        if (request.VisitCardNumber?.Kept() is { } card) found = found.Where(client => client.VisitCardNumber == card);

        var clients = await found.OrderBy(client => client.Name).ThenBy(client => client.Id).Take(Most).ToListAsync(stop);
        var complained = await db.WithOpenComplaint([.. clients.Select(client => client.Id)], stop);
        foreach (var client in clients) db.NoteRead(nameof(Client), client.Id, client.BranchId, nameof(Client.Name), nameof(Client.BirthDate));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(clients.Select(client => ReadClient.Masked(client, complained.Contains(client.Id))).ToArray());
    }
}
