using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.ServiceDefaults;

/// <summary>Facts that came before whom or what they name: an operator sees for what they wait, and puts away what will never be.</summary>
public static class EarlyRoutes
{
    /// <summary>A fact that waits for a person or a branch to become known here; since when, and when that began to be an alarm.</summary>
    public sealed record EarlyFact(
        Guid Id,
        string Queue,
        Guid MessageId,
        string Type,
        Awaited Awaits,
        Guid AwaitedId,
        DateTimeOffset Since,
        DateTimeOffset? AlarmedAt
    );

    static readonly Refusal ParkedToo = new("early-parked-too", "Another content came under this id and is parked: settle that first.");

    internal static void Map<TDb>(IEndpointRouteBuilder routes)
        where TDb : ServiceDb
    {
        var early = routes.MapGroup("/ops/early").WithTags("Operations");
        early
            .MapGet(
                "",
                async (TDb db, CancellationToken stop) =>
                    await db
                        .Early.AsNoTracking()
                        .OrderBy(row => row.Since)
                        .ThenBy(row => row.Id)
                        .Take(200)
                        .Select(row => new EarlyFact(
                            row.Id,
                            row.Queue,
                            row.MessageId,
                            row.Type,
                            row.Awaits,
                            row.AwaitedId,
                            row.Since,
                            row.AlarmedAt
                        ))
                        .ToListAsync(stop)
            )
            .Needs(ParkedRoutes.Operate)
            .WithSummary("Facts that wait for a person or a branch, oldest first");
        early
            .MapPost("{id:guid}/discard", Discard<TDb>)
            .Needs(ParkedRoutes.Operate)
            .NeedsFreshProof()
            .WithSummary("Puts the fact away for good")
            .Refuses(ParkedToo);
    }

    // It goes where discarded messages are, so that who did it and why is found in one place.
    static async Task<Results<NoContent, ProblemHttpResult>> Discard<TDb>(
        Guid id,
        ParkedRoutes.Request why,
        TDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
        where TDb : ServiceDb
    {
        var gone = await db.Database.ExecuteSqlAsync(
            $"""
            WITH gone AS (DELETE FROM early WHERE id = {id} AND NOT EXISTS (
              SELECT FROM parked AS other WHERE other.queue = early.queue AND other.message_id = early.message_id::text
                AND other.state = 'Parked') RETURNING *)
            INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state, settled_at, settled_by, reason)
              SELECT id, queue, message_id::text, type, 'early', body, since, 1, 'Discarded',
                {clock.GetUtcNow()}, {caller.Actor}, {why.Reason} FROM gone
            ON CONFLICT (queue, message_id) DO UPDATE SET cause = excluded.cause, body = excluded.body, times = parked.times + 1,
              state = excluded.state, settled_at = excluded.settled_at, settled_by = excluded.settled_by, reason = excluded.reason
            """,
            stop
        );
        if (gone == 1)
            return TypedResults.NoContent();
        return (await db.Early.AnyAsync(row => row.Id == id, stop) ? ParkedToo : Refusal.NotFound).AsProblem();
    }
}
