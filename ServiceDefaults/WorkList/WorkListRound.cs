namespace Clinic.ServiceDefaults;

/// <summary>
/// After an upgrade, in the background and while the service works: makes the items of nouns that were open before there was a work list,
/// or before one of its kinds, exactly as a save of the noun would. Some nouns at a time, each time in a transaction that holds them and
/// notes how far it came: a round that is cut off goes on there, and two copies make each item once. An hour later it goes over them a
/// second and last time, because copies of the build before may have worked on meanwhile. Nothing is said to anybody.
/// </summary>
sealed class WorkListRound<TDb>(IServiceProvider services, ILogger<WorkListRound<TDb>> log)
    : PeriodicWork<TDb>(services, TimeSpan.FromMinutes(1), log)
    where TDb : ServiceDb
{
    const int Passes = 2;

    protected override async Task<bool> RunOnce(TDb db, CancellationToken stop)
    {
        db.Caller.EnterAsSystem("work-list", "make items of before", branch: null);
        var isOver = true;
        foreach (var nouns in db.NounsWithWork())
        {
            while (await IsDue(db, nouns, stop) is { } round)
                await TakeSome(db, nouns, round, stop);
            isOver &= await db.WorkRounds.AnyAsync(round => round.Name == nouns.Name && round.Passes == Passes, stop);
        }
        return !isOver;
    }

    // By the database's clock: the one of the platform may be moved, and a build goes away in real time.
    static async Task<WorkRoundRow?> IsDue(TDb db, OpenNouns nouns, CancellationToken stop)
    {
        var known = await db.WorkRounds.AsNoTracking().AnyAsync(round => round.Name == nouns.Name, stop);
        if (!known)
            return new() { Name = nouns.Name };
        var due = db.WorkRounds.FromSql(
            $"""
            SELECT * FROM work_round WHERE name = {nouns.Name} AND passes < {Passes}
              AND (passes = 0 OR ended_at < clock_timestamp() - interval '1 hour')
            """
        );
        return (await due.AsNoTracking().ToListAsync(stop)).FirstOrDefault();
    }

    static async Task TakeSome(TDb db, OpenNouns nouns, WorkRoundRow round, CancellationToken stop)
    {
        var next = await nouns.After(round.After, stop);
        if (next.Count == 0)
        {
            // Without a transaction of its own, which would be one more for every start on an empty database.
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO work_round (name, after, passes, ended_at) VALUES ({round.Name}, {Guid.Empty}, 1, clock_timestamp())
                ON CONFLICT (name) DO UPDATE SET after = excluded.after, passes = work_round.passes + 1, ended_at = excluded.ended_at
                WHERE work_round.passes = {round.Passes}
                """,
                stop
            );
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // First of all, so that another copy waits here and not in the middle; none when it has ended this pass.
        var isGoing = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO work_round (name, after, passes) VALUES ({round.Name}, {next[^1]}, 0)
            ON CONFLICT (name) DO UPDATE SET after = greatest(work_round.after, excluded.after) WHERE work_round.passes = {round.Passes}
            """,
            stop
        );
        if (isGoing == 0)
            return;
        await nouns.Reconsider(db, [.. next], stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.Reconsidered.Clear();
        db.ChangeTracker.Clear();
    }
}
