using Clinic.Registration.ClientRecords;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.WholeRecord.Merging;

/// <summary>
/// The supervisor puts the charts of one person together: visits, appointments, membership and complaint flags follow the client
/// kept, and <c>ClientMerged</c> is said (WF-05 9). Each record that follows is written down, so that a separation brings exactly
/// those back. Refused: another branch, a client merged already, both in a visit today, both expected at the same time, both members.
/// </summary>
public static class MergeClients
{
    /// <param name="Id">Of the merge, made by the caller.</param>
    /// <param name="IntoId">The client who is kept.</param>
    public sealed record Request([property: GivenId] Guid Id, [property: GivenId] Guid IntoId, [property: Text(300)] string Reason);

    /// <param name="Followed">How many records followed.</param>
    public sealed record Response(Guid Id, Guid MergedId, Guid KeptId, int Followed);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPost("{clientId:guid}/merge", Handle)
            .Needs(Rights.MergeClients)
            .WithSummary("Merges a client into another who is the same person")
            .Refuses(
                ClientRecordRefusals.MergeImpossible,
                ClientRecordRefusals.ClientIsMerged,
                WholeRecordRefusals.MergeCollides,
                Refusal.IdTaken
            );

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var both = await MergeRows.Lock(db, [clientId, request.IntoId], stop);
        if (!both.TryGetValue(clientId, out var merged) || !both.TryGetValue(request.IntoId, out var kept))
            return Refusal.NotFound.AsProblem();
        if (await db.ClientMerges.FindAsync([request.Id], stop) is { } known)
        {
            return (known.MergedId, known.KeptId, known.Reason) == (clientId, request.IntoId, request.Reason.Normalized())
                ? TypedResults.Ok(
                    new Response(
                        known.Id,
                        known.MergedId,
                        known.KeptId,
                        await db.MergeMoves.CountAsync(move => move.MergeId == known.Id, stop)
                    )
                )
                : Refusal.IdTaken.AsProblem();
        }

        var now = clock.GetUtcNow();
        if (merged.MergeInto(kept) is { } refusal)
            return refusal.AsProblem();
        var rows = await MergeRows.Of(db, [merged.Id, kept.Id], stop);
        if (rows.WouldCollide())
            return WholeRecordRefusals.MergeCollides.AsProblem();

        ClientMerge merge = new()
        {
            Id = request.Id,
            BranchId = kept.BranchId,
            KeptId = kept.Id,
            MergedId = merged.Id,
            Reason = request.Reason.Normalized(),
            MergedBy = caller.PersonId,
            MergedAt = now,
        };
        db.Add(merge);
        var moves = rows.Follow(db, merge, from: merged.Id, to: kept.Id);
        db.AddRange(moves);
        db.Publish(new ClientMerged(merged.Id, merged.BranchId, kept.Id, now, merged.EventVersion), kept.Id);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/clients/{kept.Id}", new Response(merge.Id, merged.Id, kept.Id, moves.Count));
    }
}
