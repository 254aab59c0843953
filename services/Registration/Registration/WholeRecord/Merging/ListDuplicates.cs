using Clinic.Registration.ClientRecords.Clients;

namespace Clinic.Registration.WholeRecord.Merging;

/// <summary>The supervisor sees who may be the same person as a client and was not told apart yet, and which merges there were.</summary>
public static class ListDuplicates
{
    public sealed record Merge(
        Guid Id,
        Guid MergedId,
        Guid KeptId,
        string Reason,
        [Employee] Guid MergedBy,
        DateTimeOffset MergedAt,
        DateTimeOffset? SeparatedAt,
        [Employee] Guid? SeparatedBy,
        string? SeparationReason
    );

    public sealed record Response(IReadOnlyList<Duplicates.PossibleDuplicate> Candidates, IReadOnlyList<Merge> Merges);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapGet("{clientId:guid}/duplicates", Handle)
            .Needs(Rights.MergeClients)
            .WithSummary("Who may be the same person, and which merges there were");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        RegistrationDb db,
        ClientVault vault,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();

        var apart = await db
            .ToldApart.Where(toldApart => toldApart.ClientId == clientId || toldApart.OtherId == clientId)
            .Select(toldApart => toldApart.ClientId == clientId ? toldApart.OtherId : toldApart.ClientId)
            .ToHashSetAsync(stop);
        var alike = client.DataKey is null ? [] : await Duplicates.CandidatesFor(db, client, stop);
        var merges = await db
            .ClientMerges.AsNoTracking()
            .Where(clientMerge => clientMerge.MergedId == clientId || clientMerge.KeptId == clientId)
            .OrderBy(clientMerge => clientMerge.MergedAt)
            .Take(100)
            .ToListAsync(stop);
        var candidates = Duplicates.Masked(
            [.. alike.Where(pair => !apart.Contains(pair.Client.Id) && pair.Client.Id != client.MergedInto)],
            db,
            vault
        );
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                candidates,
                [
                    .. merges.Select(clientMerge => new Merge(
                        clientMerge.Id,
                        clientMerge.MergedId,
                        clientMerge.KeptId,
                        clientMerge.Reason,
                        clientMerge.MergedBy,
                        clientMerge.MergedAt,
                        clientMerge.SeparatedAt,
                        clientMerge.SeparatedBy,
                        clientMerge.SeparationReason
                    )),
                ]
            )
        );
    }
}
