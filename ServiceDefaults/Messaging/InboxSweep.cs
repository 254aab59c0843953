namespace Clinic.ServiceDefaults;

/// <summary>Forgets inbox rows older than 45 days, longer than any message may lie in a queue or be parked unseen.</summary>
sealed class InboxSweep<TDb>(IServiceProvider services, TimeProvider clock, ILogger<InboxSweep<TDb>> log)
    : PeriodicWork<TDb>(services, TimeSpan.FromHours(1), log)
    where TDb : ServiceDb
{
    protected override async Task<bool> RunOnce(TDb db, CancellationToken stop)
    {
        var oldest = clock.GetUtcNow().AddDays(-InboxRow.DaysKept);
        await db.Database.ExecuteSqlAsync($"SELECT clinic_forget_heard({oldest})", stop);
        return true;
    }
}
