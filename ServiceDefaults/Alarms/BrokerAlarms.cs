using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Knows whether the broker takes messages. A broker that has too little disk or memory says so only to whoever sends something, and reads
/// nothing more from that connection. So every three seconds an empty message goes, on a connection of its own, to an exchange of the
/// service's own that has no queue (<see cref="Topology"/>), where the broker drops it. Why a connection is blocked is said to it once; so
/// while it lasts another connection asks every few seconds, and hears what has come up besides, and what is over.
/// </summary>
sealed class BrokerAlarms(string service, IConfiguration configuration, ILogger<BrokerAlarms> log) : BackgroundService, IAlarmSource
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(3),
        BetweenTries = TimeSpan.FromSeconds(1),
        Soon = TimeSpan.FromMilliseconds(300),
        LongestStart = TimeSpan.FromSeconds(30);

    readonly long began = Stopwatch.GetTimestamp();
    volatile Alarm[] lost = [],
        blocked = [];
    volatile bool everTookAny;

    public Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Alarm>>(blocked.Length > 0 ? blocked : lost);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What happens within an activity that is not recorded is no trace: nobody asked for these messages.
        using var untraced = new Activity("alarms").Start();
        using PeriodicTimer rest = new(BetweenTries);
        do
        {
            try
            {
                await Watch(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogDebug("The broker takes nothing: {Kind}", exception.GetType().Name);
                (lost, blocked) = (AlarmsOf(exception), []);
            }
        } while (await rest.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Sends now and then until the connection is lost, or is blocked for a while.</summary>
    async Task Watch(CancellationToken stop)
    {
        var connection = await Broker.Connect(configuration, "alarms", stop);
        var (isLeft, isBlocked) = (false, false);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously),
            told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await using var channel = await connection
                .CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop)
                .WaitAsync(Broker.Deadline, stop);
            connection.ConnectionBlockedAsync += (_, refused) => Told(AlarmsOf(refused));
            connection.ConnectionUnblockedAsync += (_, _) => Told([]);
            connection.ConnectionShutdownAsync += (_, _) => Task.FromResult(ended.TrySetResult());
            using PeriodicTimer timer = new(Between);
            do
            {
                told = new(TaskCreationOptions.RunContinuationsAsynchronously);
                // Without a token that could end it: the client's bookkeeping of confirms does not survive that.
                var sent = channel
                    .BasicPublishAsync(Topology.ProbeOf(service), "", ReadOnlyMemory<byte>.Empty, CancellationToken.None)
                    .AsTask();
                await Task.WhenAny(sent, ended.Task, told.Task, Task.Delay(Broker.Deadline, stop));
                // The broker still takes the message at which it says that it takes no more; that it did says nothing.
                if (blocked.Length > 0)
                    await Task.WhenAny(ended.Task, told.Task, Task.Delay(Soon, stop));
                if (isBlocked)
                    await Task.WhenAny(ended.Task, Task.Delay(Between, stop));
                if (isBlocked && !ended.Task.IsCompleted)
                {
                    // Blocked is not lost. What is left behind ends by its heartbeat, before there are many.
                    isLeft = true;
                    await Broker.Leave(connection);
                    return;
                }
                await sent.WaitAsync(told.Task.IsCompleted ? Broker.Deadline : TimeSpan.Zero, stop);
                (everTookAny, lost, blocked) = (true, [], []);
            } while (await timer.WaitForNextTickAsync(stop));
        }
        finally
        {
            isLeft = true;
            await Broker.Leave(connection);
        }

        Task Told(Alarm[] alarms)
        {
            if (!isLeft)
                (blocked, isBlocked) = (alarms, alarms.Length > 0);
            return Task.FromResult(told.TrySetResult());
        }
    }

    static Alarm[] AlarmsOf(ConnectionBlockedEventArgs refused) =>
        [
            .. refused.Reason.Contains("memory", StringComparison.OrdinalIgnoreCase)
                ? (Alarm[])[new Alarm("broker-memory", "The broker has too little memory and takes no facts; they wait in the outboxes.")]
                : [],
            .. refused.Reason.Contains("disk", StringComparison.OrdinalIgnoreCase)
                ? (Alarm[])[new Alarm("broker-disk", "The broker has too little disk and takes no facts; they wait in the outboxes.")]
                : [],
        ];

    // While a platform starts, the broker and what Provision declares there may come last.
    Alarm[] AlarmsOf(Exception exception) =>
        exception.ToString().Contains("connection limit", StringComparison.Ordinal)
            ? [new Alarm("broker-connections", "The broker has as many connections as it may have and takes no new one.")]
        : !everTookAny && Stopwatch.GetElapsedTime(began) < LongestStart ? []
        : exception is OperationInterruptedException { ShutdownReason.ReplyCode: Constants.NotFound }
            ? [new Alarm("queues-missing", "Nobody has declared this service's queues on the broker (Provision bus).")]
        : [new Alarm("broker-silent", "The broker does not answer; facts wait in the outboxes.")];
}
