using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.ServiceDefaults;

/// <summary>Parked messages: a person sees why, and lets each be tried again or puts it away with a reason.</summary>
public static class ParkedRoutes
{
    /// <summary>The platform's operators.</summary>
    public static readonly Permission Operate = new("ops.parked");

    /// <summary>A message that waits for a person.</summary>
    public sealed record ParkedMessage(
        Guid Id,
        string Queue,
        string MessageId,
        string Type,
        string Cause,
        DateTimeOffset ParkedAt,
        int Times,
        ParkedState State,
        string? Reason
    );

    /// <summary>Why it is replayed or discarded.</summary>
    public sealed record Request([property: Text(500, Lines = true)] string Reason);

    static readonly Refusal NotHeard = new("parked-not-heard-here", "Nobody here listens to that queue, so it can only be discarded.");

    static readonly Refusal Settled = new("parked-already-settled", "This message was already replayed or discarded.");

    internal static void Map<TDb>(IEndpointRouteBuilder routes)
        where TDb : ServiceDb
    {
        var queues = routes.ServiceProvider.GetRequiredService<IReadOnlyList<ReactionKind>>().Select(kind => kind.Queue).ToHashSet();
        var parked = routes.MapGroup("/ops/parked").WithTags("Operations");
        parked
            .MapGet(
                "",
                async (TDb db, CancellationToken stop) =>
                    await db
                        .Parked.AsNoTracking()
                        .Where(row => row.State == ParkedState.Parked)
                        .OrderBy(row => row.ParkedAt)
                        .Take(200)
                        .Select(row => new ParkedMessage(
                            row.Id,
                            row.Queue,
                            row.MessageId,
                            row.Type,
                            row.Cause,
                            row.ParkedAt,
                            row.Times,
                            row.State,
                            row.Reason
                        ))
                        .ToListAsync(stop)
            )
            .Needs(Operate)
            .WithSummary("Messages that could not be handled, oldest first");
        parked
            .MapPost(
                "{id:guid}/replay",
                (Guid id, Request why, TDb db, Caller caller, TimeProvider clock, CancellationToken stop) =>
                    Settle(id, why, ParkedState.Replayed, queues, db, caller, clock, stop)
            )
            .Needs(Operate)
            .WithSummary("Sends the message to its queue again, under its own id")
            .Refuses(Settled, NotHeard);
        parked
            .MapPost(
                "{id:guid}/discard",
                (Guid id, Request why, TDb db, Caller caller, TimeProvider clock, CancellationToken stop) =>
                    Settle(id, why, ParkedState.Discarded, queues, db, caller, clock, stop)
            )
            .Needs(Operate)
            .NeedsFreshProof()
            .WithSummary("Puts the message away for good")
            .Refuses(Settled);
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Settle<TDb>(
        Guid id,
        Request why,
        ParkedState state,
        HashSet<string> heard,
        TDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
        where TDb : ServiceDb
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var row = (await db.Parked.FromSql($"SELECT * FROM parked WHERE id = {id} FOR UPDATE").ToListAsync(stop)).FirstOrDefault();
        if (row is null)
            return Refusal.NotFound.AsProblem();
        if (row.State != ParkedState.Parked)
            return Settled.AsProblem();
        if (state == ParkedState.Replayed && !heard.Contains(row.Queue))
            return NotHeard.AsProblem();

        var now = clock.GetUtcNow();
        row.State = state;
        row.SettledAt = now;
        row.SettledBy = caller.Actor;
        row.Reason = why.Reason;
        if (state == ParkedState.Replayed)
        {
            // The inbox, not a new id, keeps the effect single: the message goes back under the id it came with, through the exchange
            // that stands before its queue alone.
            var messageId = Guid.TryParse(row.MessageId, out var known) ? known : row.Id;
            db.Log.Add(
                new OutboxRow
                {
                    MessageId = messageId,
                    Exchange = row.Queue,
                    RoutingKey = "",
                    Body = row.Body,
                    NotBefore = now,
                }
            );
            await db.Database.ExecuteSqlAsync($"DELETE FROM started WHERE queue = {row.Queue} AND message_id = {row.MessageId}", stop);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.NoContent();
    }
}
