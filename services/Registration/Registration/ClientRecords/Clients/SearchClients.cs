using Clinic.Registration.ClientRecords.ComplaintFlags;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// The desk looks a returning client up by visit card, else by phone, the last four digits of it, identity number or the beginning
/// of the name, in simplified, traditional or Latin letters: at most twenty, masked, each audited. One Chinese character is a
/// whole question. What stands in one box (<c>any</c>) is tried as everything it can be, also as a chart number and as a part of a name.
/// An old card, or the number of a client who was merged, finds the client kept. By POST, so that nothing personal stands in an address.
/// </summary>
public static class SearchClients
{
    public sealed record Request(
        [property: GivenId] Guid BranchId,
        [property: Telephone] string? Phone = null,
        [property: Text(100)] string? Name = null,
        [property: Text(20)] string? VisitCardNumber = null,
        [property: TelephoneTail] string? PhoneTail = null,
        [property: DocumentPart] string? IdNumber = null,
        [property: DocumentPart] IdDocumentKind? IdKind = null,
        [property: DocumentPart] string? IdIssuedBy = null,
        [property: Text(100)] string? Any = null
    ) : IPersonDetails, IValidatableObject
    {
        NoPhoneBecause? IPersonDetails.NoPhone => null;

        /// <summary>What can be checked only together.</summary>
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => this.Objections(isWhole: false);
    }

    const int Most = 20,
        LeastLetters = 2;

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("search", Handle)
            .Needs(Rights.ReadClients)
            .WithSummary("Looks clients up by card, phone, its last digits, identity number or name, or by any of these in one box")
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
            new[] { request.Phone, request.PhoneTail, request.IdNumber, request.Name, request.VisitCardNumber, request.Any }.Count(key =>
                key is not null
            ) != 1
        )
            return ClientRecordRefusals.SearchNeedsOneKey.AsProblem();
        if (!caller.WorksIn(request.BranchId))
            return Refusal.NotFound.AsProblem();
        if (await Matching(request, db, vault, stop) is not { Count: > 0 } ways)
            return TooShort(request).AsProblem();

        List<Client> found = [];
        foreach (var way in ways)
        {
            if (found.Count >= Most)
                break;
            found = [.. found.Concat(await way.Take(Most).ToListAsync(stop)).DistinctBy(client => client.Id)];
        }
        found = [.. found.Take(Most)];
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

    static Refusal TooShort(Request request) =>
        request.Any is null ? ClientRecordRefusals.SearchTooShort : ClientRecordRefusals.SearchTooShort.About("any");

    // None when hardly anything is asked for; each way goes by an index of its own.
    static async Task<IReadOnlyList<IQueryable<Client>>> Matching(
        Request request,
        RegistrationDb db,
        ClientVault vault,
        CancellationToken stop
    )
    {
        var here = db.Clients.AsNoTracking().Where(client => client.BranchId == request.BranchId);
        if (request.Any?.Normalized() is { } any)
            return await AnyKey.Matching(any, request.BranchId, db, vault, stop);
        if (request.VisitCardNumber?.Normalized() is { } card)
            return [ByCard(here, request.BranchId, card, db)];
        if (request.Name?.Normalized() is { } name)
            return await ByName(here, name, stop);
        if (request.Phone is { } phone)
            return [ByPhone(here, vault, PhoneNumber.Normalized(phone))];
        if (request.PhoneTail is { } tail)
            return [ByTail(here, vault, PhoneNumber.ReadTail(tail)!)];
        return [ByDocument(here, vault, request.Document()!)];
    }

    internal static IQueryable<Client> ByCard(IQueryable<Client> here, Guid branch, string card, RegistrationDb db)
    {
        var owners = here.Where(client => client.VisitCardNumber == card)
            .Select(client => client.Id)
            .Concat(db.VisitCards.Where(old => old.BranchId == branch && old.Number == card).Select(old => old.ClientId));
        return here.Where(client => owners.Contains(client.Id)).OrderBy(client => client.Id);
    }

    internal static IQueryable<Client> ByPhone(IQueryable<Client> here, ClientVault vault, string phone)
    {
        var trace = vault.Trace(TraceOf.Phone, phone);
        return here.Where(client => client.PhoneTrace == trace).OrderBy(client => client.Id);
    }

    internal static IQueryable<Client> ByTail(IQueryable<Client> here, ClientVault vault, string tail)
    {
        var trace = vault.Trace(TraceOf.PhoneTail, tail);
        return here.Where(client => client.PhoneTailTrace == trace).OrderBy(client => client.Id);
    }

    internal static IQueryable<Client> ByDocument(IQueryable<Client> here, ClientVault vault, IdDocument document)
    {
        var number = vault.Trace(TraceOf.IdNumber, document.SearchKey);
        return here.Where(client => client.IdNumberTrace == number).OrderBy(client => client.Id);
    }

    /// <summary>By the beginning of the name; none when hardly anything is asked for.</summary>
    internal static async Task<IReadOnlyList<IQueryable<Client>>> ByName(IQueryable<Client> here, string name, CancellationToken stop) =>
        NameSpelling.IsLatin(name) ? await ByLatin(here, name, stop) : ByCharacters(here, name);

    // A range and not LIKE, which PostgreSQL does not take to an index when row-level security stands before it.
    static IQueryable<Client>[] ByCharacters(IQueryable<Client> here, string name)
    {
        var from = NameSpelling.Simplified(name);
        var to = $"{from}{NameSpelling.Last}";
        // A Chinese character is a whole surname; one letter of another script is hardly anything.
        return from.Length >= LeastLetters || from.EnumerateRunes().Any(Characters.IsIdeograph)
            ?
            [
                here.Where(client => client.NameSimplified.CompareTo(from) >= 0 && client.NameSimplified.CompareTo(to) < 0)
                    .OrderBy(client => client.NameSimplified)
                    .ThenBy(client => client.Id),
            ]
            : [];
    }

    static async Task<IReadOnlyList<IQueryable<Client>>> ByLatin(IQueryable<Client> here, string name, CancellationToken stop)
    {
        var (from, before) = (NameSpelling.Query(name), NameSpelling.QueryOfBefore(name));
        if (from.Length < LeastLetters)
            return [];
        List<IQueryable<Client>> ways = [];
        foreach (var beginning in NameSpelling.Beginnings(name))
            ways.AddRange([Beginning(here, beginning), OtherBeginning(here, beginning)]);
        // Whom an earlier build spelled is found by its spelling until everybody is rewritten.
        if (before != from && await here.AnyAsync(client => client.SpellingEdition < NameSpelling.Edition, stop))
            ways.Add(Beginning(here, before));
        return ways;
    }

    static IQueryable<Client> Beginning(IQueryable<Client> here, string from)
    {
        var to = $"{from}{NameSpelling.Last}";
        return here.Where(client => client.NameLatin.CompareTo(from) >= 0 && client.NameLatin.CompareTo(to) < 0)
            .OrderBy(client => client.NameLatin)
            .ThenBy(client => client.Id);
    }

    static IQueryable<Client> OtherBeginning(IQueryable<Client> here, string from)
    {
        var to = $"{from}{NameSpelling.Last}";
        return here.Where(client => client.NameLatinOther != null)
            .Where(client => client.NameLatinOther!.CompareTo(from) >= 0 && client.NameLatinOther!.CompareTo(to) < 0)
            .OrderBy(client => client.NameLatinOther)
            .ThenBy(client => client.Id);
    }
}
