using Clinic.Registration.ClientRecords.ComplaintFlags;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// The desk looks a returning client up by visit card, else by phone, the last four digits of it, identity number or the beginning
/// of the name, in simplified, traditional or Latin letters: at most twenty, masked, each audited. An old card, or the
/// number of a client who was merged, finds the client kept. By POST, so that nothing personal stands in an address.
/// </summary>
public static class SearchClients
{
    public sealed record Request(
        [property: GivenId] Guid BranchId,
        [property: RegularExpression(PhoneNumber.Pattern)] string? Phone = null,
        [property: Text(100, Least = 2)] string? Name = null,
        [property: Text(20)] string? VisitCardNumber = null,
        [property: RegularExpression(PhoneNumber.TailPattern)] string? PhoneTail = null,
        [property: RegularExpression(Values.IdNumber.Pattern), IdNumber] string? IdNumber = null
    );

    const int Most = 20,
        Least = 2;

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("search", Handle)
            .Needs(Rights.ReadClients)
            .WithSummary("Looks clients up by card, phone, its last digits, identity number or name")
            .Refuses(ClientRecordRefusals.SearchNeedsOneKey, ClientRecordRefusals.SearchTooShort);

    static async Task<Results<Ok<GetClient.Response[]>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        ClientVault vault,
        Caller caller,
        CancellationToken stop
    )
    {
        if (
            new[] { request.Phone, request.PhoneTail, request.IdNumber, request.Name, request.VisitCardNumber }.Count(key =>
                key is not null
            ) != 1
        )
            return ClientRecordRefusals.SearchNeedsOneKey.AsProblem();
        if (!caller.WorksIn(request.BranchId))
            return Refusal.NotFound.AsProblem();
        if (Matching(request, db, vault) is not { } matching)
            return ClientRecordRefusals.SearchTooShort.AsProblem();

        var found = await matching.Take(Most).ToListAsync(stop);
        if (found.Exists(client => client.MergedInto is not null))
        {
            var kept = await db.SurvivingRecords([.. found.Select(client => client.Id)], stop);
            found = [.. found.Select(client => kept.GetValueOrDefault(client.Id, client)).DistinctBy(client => client.Id)];
        }
        var complained = await db.WithOpenComplaint([.. found.Select(client => client.Id)], stop);
        foreach (var client in found)
            db.NoteRead(nameof(Client), client.Id, client.BranchId, nameof(Client.Name), nameof(Client.BirthDate));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(found.Select(client => GetClient.Masked(client, vault, complained.Contains(client.Id))).ToArray());
    }

    // Null when hardly anything is asked for; each way goes by an index of its own.
    static IQueryable<Client>? Matching(Request request, RegistrationDb db, ClientVault vault)
    {
        var here = db.Clients.AsNoTracking().Where(client => client.BranchId == request.BranchId);
        if (request.VisitCardNumber?.Normalized() is { } card)
        {
            var owners = here.Where(client => client.VisitCardNumber == card)
                .Select(client => client.Id)
                .Concat(db.VisitCards.Where(old => old.BranchId == request.BranchId && old.Number == card).Select(old => old.ClientId));
            return here.Where(client => owners.Contains(client.Id)).OrderBy(client => client.Id);
        }
        if (request.Name?.Normalized() is { } name)
        {
            var from = NameSpelling.IsLatin(name) ? NameSpelling.Latin(name) : NameSpelling.Simplified(name);
            if (from.Length < Least)
                return null;
            // A range and not LIKE, which PostgreSQL does not take to an index when row-level security stands before it.
            var to = $"{from}{NameSpelling.Last}";
            return NameSpelling.IsLatin(name)
                ? here.Where(client => client.NameLatin.CompareTo(from) >= 0 && client.NameLatin.CompareTo(to) < 0)
                    .OrderBy(client => client.NameLatin)
                    .ThenBy(client => client.Id)
                : here.Where(client => client.NameSimplified.CompareTo(from) >= 0 && client.NameSimplified.CompareTo(to) < 0)
                    .OrderBy(client => client.NameSimplified)
                    .ThenBy(client => client.Id);
        }
        if (request.Phone is { } phone)
        {
            var trace = vault.Trace(TraceOf.Phone, PhoneNumber.Normalized(phone));
            return here.Where(client => client.PhoneTrace == trace).OrderBy(client => client.Id);
        }
        if (request.PhoneTail is { } tail)
        {
            var trace = vault.Trace(TraceOf.PhoneTail, tail);
            return here.Where(client => client.PhoneTailTrace == trace).OrderBy(client => client.Id);
        }
        var number = vault.Trace(TraceOf.IdNumber, request.IdNumber!);
        return here.Where(client => client.IdNumberTrace == number).OrderBy(client => client.Id);
    }
}
