using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Clinic.ServiceDefaults;

/// <summary>What a fact may come too early for.</summary>
public enum Awaited
{
    Branch,
    Person,
}

/// <summary>
/// The table by which a service knows people or branches. A row that is added makes its id known, and what waited for it is sent again with
/// the same commit.
/// </summary>
/// <param name="awaited">Of whom or what the table holds the ids.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KnownHereAttribute(Awaited awaited) : Attribute
{
    /// <summary>Of whom or what the table holds the ids.</summary>
    public Awaited Awaited { get; } = awaited;

    /// <summary>A property that is null while the row only keeps what an earlier build heard of somebody unknown.</summary>
    public string? Once { get; init; }

    internal static Guid[] BecomingKnown(ChangeTracker tracker) =>
        [
            .. from entry in tracker.Entries()
            where entry.State is EntityState.Added or EntityState.Modified
            let mark = entry.Metadata.ClrType.GetCustomAttribute<KnownHereAttribute>()
            where mark is not null && mark.IsNewlyKnown(entry)
            select (Guid)entry.CurrentValues[entry.Metadata.FindPrimaryKey()!.Properties[0]]! into id
            orderby id
            select id,
        ];

    bool IsNewlyKnown(EntityEntry entry) =>
        Once is null
            ? entry.State == EntityState.Added
            : entry.CurrentValues[Once] is not null && (entry.State == EntityState.Added || entry.Property(Once).IsModified);
}

/// <summary>A fact came before somebody or something it names became known here: it waits, and is no fault.</summary>
public sealed class NotYetException(Awaited awaited, Guid id) : Exception($"A {awaited} is not known here yet.")
{
    /// <summary>Whether a person or a branch is awaited.</summary>
    public Awaited Awaited { get; } = awaited;

    /// <summary>Who or what is awaited.</summary>
    public Guid Id { get; } = id;
}

/// <summary>A message came under the id of another one.</summary>
sealed class OtherContentException() : Exception("Another content came under this message id.");

/// <summary>Asks who is known, and sends what waited.</summary>
static class EarlyFacts
{
    /// <summary>How long a fact may wait before somebody has to look.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    sealed record Unknown(string Awaits, Guid AwaitedId);

    /// <summary>
    /// The first of these that is not known here, always the same one. It looks in the whole group, since people help out elsewhere.
    /// </summary>
    public static async Task<NotYetException?> NotYetFor(ServiceDb db, Guid[] branches, Guid[] people, CancellationToken stop) =>
        await db
            .Database.SqlQuery<Unknown>(
                $"""
                SELECT awaits AS "Awaits", awaited_id AS "AwaitedId" FROM clinic_unknown({branches}, {people})
                ORDER BY awaits, awaited_id LIMIT 1
                """
            )
            .ToListAsync(stop)
            is [var first]
            ? new(Enum.Parse<Awaited>(first.Awaits), first.AwaitedId)
            : null;

    /// <summary>
    /// Puts what waited for this id into the outbox, each for the exchange of its own queue and under its own id, as a replay does.
    /// </summary>
    public static Task<int> Release(ServiceDb db, Guid id, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync(
            $"""
            WITH gone AS (DELETE FROM early WHERE awaited_id = {id} RETURNING queue, message_id, body, since),
            anew AS (DELETE FROM started USING gone WHERE started.queue = gone.queue AND started.message_id = gone.message_id::text)
            INSERT INTO outbox (message_id, exchange, routing_key, body, attempts, not_before)
              SELECT message_id, queue, '', body, 0, {db.Clock.GetUtcNow()} FROM gone ORDER BY since, message_id
            """,
            stop
        );
}

/// <summary>
/// Says once of each fact that waits too long that somebody has to look; and sends what waits for somebody who is known, should that
/// ever be.
/// </summary>
sealed class EarlyRound<TDb>(IServiceProvider services, Meters meters, ILogger<EarlyRound<TDb>> log)
    : PeriodicWork<TDb>(services, TimeSpan.FromSeconds(10), log)
    where TDb : ServiceDb
{
    protected override async Task<bool> RunOnce(TDb db, CancellationToken stop)
    {
        var now = db.Clock.GetUtcNow();
        var late = await db
            .Database.SqlQuery<string>(
                $"""
                UPDATE early SET alarmed_at = {now} WHERE alarmed_at IS NULL AND since < {now
                    - EarlyFacts.Patience} RETURNING queue AS "Value"
                """
            )
            .ToListAsync(stop);
        foreach (var queue in late.CountBy(queue => queue))
        {
            log.LogError("{Queue}: {Count} facts have waited for an hour for people or branches not known here", queue.Key, queue.Value);
            meters.EarlyTooLong(queue.Key, queue.Value);
        }

        var known = await db
            .Database.SqlQuery<Guid>(
                $"""
                SELECT awaited_id AS "Value" FROM early EXCEPT SELECT awaited_id FROM clinic_unknown(
                  ARRAY(SELECT DISTINCT awaited_id FROM early WHERE awaits = 'Branch'),
                  ARRAY(SELECT DISTINCT awaited_id FROM early WHERE awaits = 'Person'))
                """
            )
            .ToListAsync(stop);
        foreach (var id in known)
            await EarlyFacts.Release(db, id, stop);
        return true;
    }
}
