using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Keeps a service listening. After a lost connection the bus library rests longer with each outage, up to a minute, can give a queue
/// up for good, and can wait for ever when it is stopped. So nothing of that is left to it: each connection to the broker begins a
/// bus of its own, and the one before is told to stop and not waited for. Should two listen, the inbox lets each message act once.
/// </summary>
sealed class Listening(IReadOnlyList<string> queues, Func<IBusControl> newBus, IConfiguration configuration, ILogger<Listening> log)
    : BackgroundService,
        IHealthCheck
{
    const int Patience = 4;
    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500),
        BetweenLooks = TimeSpan.FromSeconds(4),
        LongestStart = TimeSpan.FromSeconds(60),
        LongestStop = TimeSpan.FromSeconds(10);

    bool saidThatItWaits;

    /// <summary>The bus that listens now.</summary>
    internal IBusControl? Now { get; private set; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Now is null ? HealthCheckResult.Degraded("nobody listens to the broker") : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer rest = new(BetweenTries);
        do
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested && exception is not ConfigurationException)
            {
                log.LogDebug("Nobody listens: {Kind}", exception.GetType().Name);
            }
        } while (await rest.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Listens until the connection is lost or a queue has had no listener for some looks though the broker answers.</summary>
    async Task Listen(CancellationToken stop)
    {
        var connection = await Broker.Connect(configuration, "listening", stop);
        try
        {
            var there = await Broker.Has(connection, EveryQueueIsThere);
            if (!there && !saidThatItWaits)
                log.LogWarning("Listening waits: nobody has declared these queues yet (Provision bus)");
            saidThatItWaits = !there;
            if (there)
                await Listen(connection, stop);
        }
        finally
        {
            await Broker.Leave(connection);
        }
    }

    async Task Listen(IConnection connection, CancellationToken stop)
    {
        TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, _) => Task.FromResult(lost.TrySetResult());
        var bus = newBus();
        try
        {
            if (!await TryStart(bus, lost.Task, stop))
                return;
            Now = bus;
            for (var unheard = 0; unheard < Patience; unheard = await Broker.Has(connection, EveryQueueIsHeard) ? 0 : unheard + 1)
                if (await Task.WhenAny(lost.Task, Task.Delay(BetweenLooks, stop)) == lost.Task || stop.IsCancellationRequested)
                    return;
            log.LogError("A queue has had no listener for {Looks} looks while the broker answers: listening begins anew", Patience);
        }
        finally
        {
            Now = null;
            var stopped = Task.WhenAny(bus.StopAsync(LongestStop), Task.Delay(LongestStop, CancellationToken.None));
            if (stop.IsCancellationRequested)
                await stopped;
        }
    }

    // False when the connection is lost meanwhile; then it does not go on starting by itself.
    static async Task<bool> TryStart(IBusControl bus, Task lost, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestStart);
        var start = bus.StartAsync(limit.Token);
        if (await Task.WhenAny(start, lost) == start)
            await start;
        else
            await limit.CancelAsync();
        return start.IsCompletedSuccessfully;
    }

    async Task<bool> EveryQueueIsThere(IChannel channel)
    {
        foreach (var queue in queues)
            await channel.QueueDeclarePassiveAsync(queue);
        return true;
    }

    async Task<bool> EveryQueueIsHeard(IChannel channel)
    {
        foreach (var queue in queues)
            if (await channel.ConsumerCountAsync(queue) == 0)
                return false;
        return true;
    }
}
