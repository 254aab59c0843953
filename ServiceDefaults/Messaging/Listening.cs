using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Keeps a service listening. After a lost connection the bus library rests longer with each outage, up to a minute, can give a queue
/// up for good, and can wait for ever when it is stopped. So nothing of that is left to it: each connection to the broker begins a
/// bus of its own, and the one before is told to stop and not waited for. Should two listen, the inbox lets each message act once.
/// While the service's database has taken nothing for two minutes nobody listens: what is held for ten goes back to its queue, and the
/// broker counts how often that happens and gives up at twenty.
/// </summary>
sealed class Listening(
    IReadOnlyList<string> queues,
    Func<IBusControl> newBus,
    IConfiguration configuration,
    DatabaseAlarms database,
    FactsInHand hand,
    ILogger<Listening> log
) : BackgroundService, IHealthCheck, IAlarmSource
{
    const int Patience = 4;
    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500),
        BetweenLooks = TimeSpan.FromSeconds(4),
        LongestStart = TimeSpan.FromSeconds(60),
        LongestStop = TimeSpan.FromSeconds(10),
        LongestRestart = TimeSpan.FromSeconds(3),
        LongestOutage = TimeSpan.FromMinutes(2);

    readonly ConcurrentDictionary<string, long> filledSince = [];
    volatile IReadOnlyList<string> unheard = [];
    long silentSince = Stopwatch.GetTimestamp();
    bool saidThatItWaits,
        everListened;

    /// <summary>The bus that listens now.</summary>
    internal IBusControl? Now { get; private set; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Now is null ? HealthCheckResult.Degraded("nobody listens to the broker") : HealthCheckResult.Healthy());

    public Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop)
    {
        var isSilent = Now is null && Stopwatch.GetElapsedTime(silentSince) > (everListened ? LongestRestart : LongestStart / 2);
        var late = filledSince.Where(pair => Stopwatch.GetElapsedTime(pair.Value) > database.Patience).Select(pair => pair.Key);
        return Task.FromResult<IReadOnlyList<Alarm>>([
            .. isSilent ? [new Alarm("facts-unheard", "Nobody hears any fact of this service's queues.")] : Array.Empty<Alarm>(),
            .. unheard.Select(queue => new Alarm("facts-unheard", "Nobody hears the facts of this queue.", queue)),
            .. late.Concat(hand.ListHeldFor(database.Patience))
                .Distinct()
                .Select(queue => new Alarm(
                    "facts-unapplied",
                    $"Facts have waited in this queue for more than {database.Patience.TotalSeconds:0} s.",
                    queue
                )),
        ]);
    }

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
        if (IsOut)
            return;
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
            (Now, everListened) = (bus, true);
            for (var deaf = 0; deaf < Patience; deaf = await Broker.Has(connection, EveryQueueIsHeard) ? 0 : deaf + 1)
                if (await Task.WhenAny(lost.Task, Task.Delay(BetweenLooks, stop)) == lost.Task || stop.IsCancellationRequested || IsOut)
                    return;
            log.LogError("A queue has had no listener for {Looks} looks while the broker answers: listening begins anew", Patience);
        }
        finally
        {
            (Now, unheard, silentSince) = (null, [], Stopwatch.GetTimestamp());
            filledSince.Clear();
            var stopped = Task.WhenAny(bus.StopAsync(LongestStop), Task.Delay(LongestStop, CancellationToken.None));
            if (stop.IsCancellationRequested)
                await stopped;
        }
    }

    bool IsOut => database.OutFor > LongestOutage;

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
        List<string> deaf = [];
        foreach (var queue in queues)
        {
            var found = await channel.QueueDeclarePassiveAsync(queue);
            if (found.ConsumerCount == 0)
                deaf.Add(queue);
            if (found.MessageCount == 0)
                filledSince.TryRemove(queue, out _);
            else
                filledSince.TryAdd(queue, Stopwatch.GetTimestamp());
        }
        unheard = deaf;
        return deaf.Count == 0;
    }
}
