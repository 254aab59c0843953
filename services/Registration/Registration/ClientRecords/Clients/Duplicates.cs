namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>In what two clients are alike.</summary>
public enum AlikeIn
{
    Phone,
    IdNumber,
    NameAndBirthDate,
}

/// <summary>
/// Finds who may be the same person: by phone, by identity number, or by a name that sounds alike in either script together with
/// the birth date. Softly: families share phones, so the desk looks and says who is somebody else; an identity number alone
/// belongs to one person for certain. Who was merged counts as the client kept.
/// </summary>
public static class Duplicates
{
    /// <summary>Somebody known who may be meant, masked.</summary>
    public sealed record PossibleDuplicate(IReadOnlyList<AlikeIn> AlikeIn, GetClient.Response Client);

    const int Most = 20;

    sealed class Alike
    {
        public Guid Id { get; init; }
        public AlikeIn In { get; init; }
    }

    // Asked at every registration, so it is compiled once.
    static readonly Func<RegistrationDb, Guid, Guid, byte[], string, string, DateOnly, byte[], IAsyncEnumerable<Alike>> FindAlike =
        EF.CompileAsyncQuery(
            (RegistrationDb db, Guid branch, Guid self, byte[] phone, string latin, string other, DateOnly born, byte[] number) =>
                db
                    .Clients.Where(client => client.BranchId == branch && client.Id != self && client.PhoneTrace == phone)
                    .Select(client => new Alike { Id = client.Id, In = AlikeIn.Phone })
                    .Concat(
                        db.Clients.Where(client =>
                                client.BranchId == branch
                                && client.Id != self
                                && (
                                    client.NameLatin == latin
                                    || client.NameLatin == other
                                    || client.NameLatinOther == latin
                                    || client.NameLatinOther == other
                                )
                                && client.BirthDate == born
                            )
                            .Select(client => new Alike { Id = client.Id, In = AlikeIn.NameAndBirthDate })
                    )
                    .Concat(
                        db.Clients.Where(client => client.BranchId == branch && client.Id != self && client.IdNumberTrace == number)
                            .Select(client => new Alike { Id = client.Id, In = AlikeIn.IdNumber })
                    )
                    .Take(Most * 3)
        );

    /// <summary>Those who may be the person that this client is, the longest known first.</summary>
    internal static async Task<IReadOnlyList<(Client Client, AlikeIn[] AlikeIn)>> CandidatesFor(
        RegistrationDb db,
        Client self,
        CancellationToken stop
    )
    {
        // Who showed no card, or has no phone, is like nobody by it: no trace is empty.
        var found = await FindAlike(
                db,
                self.BranchId,
                self.Id,
                self.PhoneTrace ?? [],
                self.NameLatin,
                self.NameLatinOther ?? self.NameLatin,
                self.BirthDate,
                self.IdNumberTrace ?? []
            )
            .ToListAsync(stop);
        if (found.Count == 0)
            return [];

        var kept = await db.SurvivingRecords([.. found.Select(alike => alike.Id).Distinct()], stop);
        return
        [
            .. found
                .Where(alike => kept.ContainsKey(alike.Id) && kept[alike.Id].Id != self.Id)
                .GroupBy(alike => kept[alike.Id].Id)
                .Select(same => (Client: kept[same.First().Id], AlikeIn: same.Select(alike => alike.In).Distinct().Order().ToArray()))
                .OrderBy(pair => pair.Client.RegisteredAt)
                .ThenBy(pair => pair.Client.Id)
                .Take(Most),
        ];
    }

    /// <summary>Refuses with those who may be meant; that they were shown is audited.</summary>
    internal static async Task<ProblemHttpResult> Show(
        this Refusal refusal,
        IReadOnlyList<(Client Client, AlikeIn[] AlikeIn)> candidates,
        RegistrationDb db,
        ClientVault vault,
        CancellationToken stop
    )
    {
        var problem = Problems.Of(refusal);
        problem.Extensions["candidates"] = Masked(candidates, db, vault);
        await db.SaveChangesAsync(stop);
        return TypedResults.Problem(problem);
    }

    internal static PossibleDuplicate[] Masked(
        IReadOnlyList<(Client Client, AlikeIn[] AlikeIn)> candidates,
        RegistrationDb db,
        ClientVault vault
    ) =>
        [
            .. candidates.Select(pair =>
            {
                db.NoteRead(nameof(Client), pair.Client.Id, pair.Client.BranchId, nameof(Client.Name), nameof(Client.BirthDate));
                return new PossibleDuplicate(pair.AlikeIn, GetClient.Masked(pair.Client, vault, openComplaint: false));
            }),
        ];
}

/// <summary>The desk looked at somebody alike and says that it is another person.</summary>
public sealed class ToldApart : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public Guid OtherId { get; init; }
    public Guid SaidBy { get; init; }
    public DateTimeOffset SaidAt { get; init; }
}
