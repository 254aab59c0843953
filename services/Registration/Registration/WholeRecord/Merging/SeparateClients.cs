using Clinic.Registration.ClientRecords;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.WholeRecord.Merging;

/// <summary>
/// The supervisor takes a merge back with a reason: exactly the records that followed go back, what happened since stays with the
/// client kept, and <c>ClientSeparated</c> is said. Refused while the client kept is merged into a third one.
/// </summary>
public static class SeparateClients
{
    public sealed record Request([property: Text(300)] string Reason);

    /// <param name="WentBack">How many records went back.</param>
    public sealed record Response(Guid Id, DateTimeOffset SeparatedAt, int WentBack);

    internal static void Map(RouteGroupBuilder merges) =>
        merges
            .MapPost("{mergeId:guid}/separation", Handle)
            .Needs(Rights.MergeClients)
            .WithSummary("Takes a merge of clients back")
            .Refuses(ClientRecordRefusals.ClientIsMerged);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid mergeId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var merge = await db.ClientMerges.FindAsync([mergeId], stop);
        if (merge is null)
            return Refusal.NotFound.AsProblem();
        var moves = await db.MergeMoves.AsNoTracking().Where(move => move.MergeId == mergeId).ToListAsync(stop);
        if (merge.SeparatedAt is null)
        {
            var both = await MergeRows.Lock(db, [merge.MergedId, merge.KeptId], stop);
            if (both[merge.KeptId].MergedInto is not null)
                return ClientRecordRefusals.ClientIsMerged.AsProblem();

            var now = clock.GetUtcNow();
            merge.Separate(caller.PersonId, request.Reason.Normalized(), now);
            both[merge.MergedId].Separate();
            (await MergeRows.Of(db, [merge.KeptId], stop)).GoBack(
                db,
                [.. moves.Select(move => (move.Kind, move.RecordId))],
                to: merge.MergedId
            );
            db.Publish(
                new ClientSeparated(merge.MergedId, merge.BranchId, merge.KeptId, now, both[merge.MergedId].EventVersion),
                merge.KeptId
            );
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(new Response(merge.Id, merge.SeparatedAt!.Value, moves.Count));
    }
}
