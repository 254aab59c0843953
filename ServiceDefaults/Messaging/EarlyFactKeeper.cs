using MassTransit;

namespace Clinic.ServiceDefaults;

/// <summary>Keeps facts that came too early beside the inbox, in a transaction of its own after the reaction's was rolled back.</summary>
sealed class EarlyFactKeeper<TDb>(IServiceProvider services, Meters meters)
    where TDb : ServiceDb
{
    /// <summary>False when the awaited became known meanwhile, so that the fact can be applied at once.</summary>
    public async Task<bool> Keep(
        ReceiveContext received,
        string queue,
        Guid messageId,
        byte[] content,
        NotYetException why,
        CancellationToken stop
    )
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem("early", queue, null, messageId);
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Whoever makes the id known holds it too, until its commit: either it finds our row, or we find it known.
        await db.LockSubject(why.Id, stop);
        Guid[] branches = why.Awaited == Awaited.Branch ? [why.Id] : [],
            people = why.Awaited == Awaited.Person ? [why.Id] : [];
        if (await EarlyFacts.NotYetFor(db, branches, people, stop) is null)
            return false;

        var (now, body, awaits) = (db.Clock.GetUtcNow(), received.GetBody(), why.Awaited.ToString());
        var (id, type) = (Guid.CreateVersion7(now), Parking<TDb>.TypeOf(body));
        var kept = await db
            .Database.SqlQuery<byte[]>(
                $"""
                INSERT INTO early (id, queue, message_id, type, body, content, awaits, awaited_id, since)
                VALUES ({id}, {queue}, {messageId}, {type}, {body}, {content}, {awaits}, {why.Id}, {now})
                ON CONFLICT (queue, message_id) DO UPDATE SET queue = excluded.queue RETURNING content AS "Value"
                """
            )
            .ToListAsync(stop);
        if (!kept[0].AsSpan().SequenceEqual(content))
            throw new OtherContentException();
        await transaction.CommitAsync(stop);
        meters.Early(queue);
        return true;
    }
}
