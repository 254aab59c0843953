namespace Clinic.ServiceDefaults;

/// <summary>
/// Goes to the database at the start and ever so often after. A turn fails while the database is away or has no tables yet; then the next
/// one counts. The second failure in a row is a warning, once until a turn succeeds: it may be a fault that never ends by itself.
/// </summary>
abstract class PeriodicWork<TDb>(IServiceProvider services, TimeSpan between, ILogger log) : BackgroundService
    where TDb : ServiceDb
{
    /// <summary>Where a turn says what a person has to know.</summary>
    protected ILogger Log { get; } = log;

    /// <summary>One turn; false ends the round.</summary>
    protected abstract Task<bool> RunOnce(TDb db, CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(between);
        var failures = 0;
        do
        {
            try
            {
                await using var scope = services.CreateAsyncScope();
                if (!await RunOnce(scope.ServiceProvider.GetRequiredService<TDb>(), stoppingToken))
                    return;
                failures = 0;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures++;
                // Its kind only: its words may hold what was asked for.
                Log.Log(failures == 2 ? LogLevel.Warning : LogLevel.Debug, "Turn failed: {Kind}", exception.GetType().Name);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
