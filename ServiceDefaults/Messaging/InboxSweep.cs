namespace Clinic.ServiceDefaults;

/// <summary>Forgets inbox rows older than 45 days, longer than any message may lie in a queue or be parked unseen.</summary>
sealed class InboxSweep<TDb>(IServiceProvider services, TimeProvider clock, ILogger<InboxSweep<TDb>> log) : BackgroundService where TDb : ServiceDb
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(45), Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Between);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = services.CreateAsyncScope();
                var oldest = clock.GetUtcNow() - Kept;
                await scope.ServiceProvider.GetRequiredService<TDb>().Database.ExecuteSqlAsync($"DELETE FROM inbox WHERE at < {oldest}", stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogInformation("The inbox is swept next time: {Kind}", exception.GetType().Name);
            }
        }
    }
}
