namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>
/// What somebody typed into the one box of the search, and everything it can be: with a digit a phone, its last four digits, a document, a
/// card or a chart number, without one a name or a part of one. Each is tried by an index of its own, but the part of a name, for which
/// the names of the branch are looked through: it comes last, and only while there are too few.
/// </summary>
static class AnyKey
{
    const int LeastDigits = 4;

    // Passports are not among them: the country is not in the number.
    static readonly IdDocumentKind?[] Documents = [null, IdDocumentKind.HongKongMacaoPermit, IdDocumentKind.TaiwanPermit];

    /// <summary>The ways to look; none when hardly anything is asked for.</summary>
    public static async Task<IReadOnlyList<IQueryable<Client>>> Matching(
        string any,
        Guid branch,
        RegistrationDb db,
        ClientVault vault,
        CancellationToken stop
    )
    {
        var here = db.Clients.AsNoTracking().Where(client => client.BranchId == branch);
        var number = any.Plain();
        if (number.Any(char.IsAsciiDigit))
            return number.Count(char.IsAsciiDigit) < LeastDigits ? [] : ByNumber(here, any, number, branch, db, vault);
        var names = await SearchClients.ByName(here, any, stop);
        return names.Count == 0 ? [] : [.. names, ByPartOfName(here, any)];
    }

    static List<IQueryable<Client>> ByNumber(
        IQueryable<Client> here,
        string any,
        string number,
        Guid branch,
        RegistrationDb db,
        ClientVault vault
    )
    {
        List<IQueryable<Client>> ways =
        [
            SearchClients.ByCard(here, branch, number, db),
            here.Where(client => client.ChartNumber == number).OrderBy(client => client.Id),
        ];
        if (PhoneNumber.ReadTail(any) is { } tail)
            ways.Add(SearchClients.ByTail(here, vault, tail));
        if (PhoneNumber.Read(any) is { } phone)
            ways.Add(SearchClients.ByPhone(here, vault, phone));
        ways.AddRange(
            Documents
                .Select(kind => IdDocument.Read(any, kind).Document)
                .OfType<IdDocument>()
                .Select(document => SearchClients.ByDocument(here, vault, document))
        );
        return ways;
    }

    static IQueryable<Client> ByPartOfName(IQueryable<Client> here, string part)
    {
        if (!NameSpelling.IsLatin(part))
        {
            var characters = NameSpelling.Simplified(part);
            return here.Where(client => client.NameSimplified.Contains(characters))
                .OrderBy(client => client.NameSimplified)
                .ThenBy(client => client.Id);
        }
        var letters = NameSpelling.Query(part);
        return here.Where(client =>
                client.NameLatin.Contains(letters) || (client.NameLatinOther != null && client.NameLatinOther.Contains(letters))
            )
            .OrderBy(client => client.NameLatin)
            .ThenBy(client => client.Id);
    }
}
