namespace Clinic.ServiceDefaults;

/// <summary>
/// Once after an upgrade, in the background and while the service works: makes the items of nouns that were open before there was a work
/// list, or before one of its kinds, exactly as a save of the noun would. Some nouns at a time, each time in a transaction that holds them
/// and notes how far it came: a round that is cut off goes on there, and two copies make each item once. Nothing is said to anybody.
/// </summary>
sealed class WorkListRound<TDb>(IServiceProvider services, TimeProvider clock, ILogger<WorkListRound<TDb>> log)
    : PeriodicWork<TDb>(services, TimeSpan.FromMinutes(1), log)
    where TDb : ServiceDb
{
    protected override async Task<bool> RunOnce(TDb db, CancellationToken stop)
    {
        var all = db.NounsWithWork(clock.GetUtcNow());
        if (all.Count == 0)
            return false;

        db.Caller.EnterAsSystem("work-list", "make items of before", branch: null);
        var ended = await db.WorkRounds.Where(round => round.EndedAt != null).Select(round => round.Name).ToListAsync(stop);
        foreach (var nouns in all.Where(nouns => !ended.Contains(nouns.Name)))
            while (await TakeSome(db, nouns, stop)) { }
        return false;
    }

    async Task<bool> TakeSome(TDb db, OpenNouns nouns, CancellationToken stop)
    {
        var last = await db.WorkRounds.Where(round => round.Name == nouns.Name).Select(round => round.After).FirstOrDefaultAsync(stop);
        var next = await nouns.After(last, stop);
        if (next.Count == 0)
        {
            // Without a transaction of its own, which would be one more for every start on an empty database.
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO work_round (name, after, ended_at) VALUES ({nouns.Name}, {last}, {clock.GetUtcNow()})
                ON CONFLICT (name) DO UPDATE SET ended_at = excluded.ended_at
                """,
                stop
            );
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // First of all, so that another copy waits here and not in the middle.
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO work_round (name, after) VALUES ({nouns.Name}, {next[^1]})
            ON CONFLICT (name) DO UPDATE SET after = greatest(work_round.after, excluded.after)
            """,
            stop
        );
        await nouns.Reconsider(db, [.. next], stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.Reconsidered.Clear();
        db.ChangeTracker.Clear();
        return true;
    }
}
