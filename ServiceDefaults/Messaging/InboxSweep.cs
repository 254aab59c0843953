namespace Clinic.ServiceDefaults;

/// <summary>Forgets inbox rows older than 45 days, longer than any message may lie in a queue or be parked unseen.</summary>
sealed class InboxSweep<TDb>(IServiceProvider services, TimeProvider clock, ILogger<InboxSweep<TDb>> log) : Round<TDb>(services, TimeSpan.FromHours(1), log) where TDb : ServiceDb
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(45);

    protected override async Task<bool> Turn(TDb db, CancellationToken stop)
    {
        var oldest = clock.GetUtcNow() - Kept;
        await db.Database.ExecuteSqlAsync($"DELETE FROM inbox WHERE at < {oldest}", stop);
        return true;
    }
}
