namespace Clinic.ServiceDefaults;

/// <summary>
/// Goes to the database at the start and ever so often after. A turn fails while the database is away or has no tables yet; then the next
/// one counts.
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
        do
        {
            try
            {
                await using var scope = services.CreateAsyncScope();
                if (!await RunOnce(scope.ServiceProvider.GetRequiredService<TDb>(), stoppingToken))
                    return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.LogDebug("A turn failed: {Kind}", exception.GetType().Name);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
