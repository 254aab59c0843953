using System.Threading.RateLimiting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults;

/// <summary>What the broker said of one message.</summary>
enum PublishOutcome
{
    Unconfirmed,
    Confirmed,
    Unroutable,
}

/// <summary>
/// The dispatcher's own connection to the broker. It is never trusted in doubt: a confirm that does not come within the
/// deadline means that the connection is left behind and a new one opened. No cancellable token is given to a publish,
/// because the client's bookkeeping of confirms does not survive one. A broker that says that it takes nothing for now (too little disk or
/// memory) is not in doubt: it is waited for, since what it was sent already it takes later, and a new connection would be blocked as well.
/// </summary>
sealed class BrokerLink(IConfiguration configuration, ILogger<BrokerLink> log) : IAsyncDisposable
{
    internal static readonly ActivitySource Tracing = new("Clinic.Outbox");

    readonly HashSet<string> there = [];
    IConnection? connection;
    IChannel? channel;
    volatile bool blocked;

    /// <summary>Sends in order and waits for every confirm; never throws for a single message.</summary>
    public async Task<PublishOutcome[]> Send(IReadOnlyList<OutboxRow> rows, FailPoints fail, CancellationToken stop)
    {
        var open = await Opened();
        // Looked for once, on a channel of its own: one that is missing would close the channel under everybody.
        foreach (var exchange in rows.Select(row => row.Exchange).Distinct().Where(name => !there.Contains(name)).ToArray())
            if (await IsThere(exchange))
                there.Add(exchange);

        var confirms = rows.Select(row => there.Contains(row.Exchange) ? Publish(open, row) : Task.FromResult(PublishOutcome.Unroutable))
            .ToArray();
        await fail.At(FailPoints.Published);
        var all = Task.WhenAll(confirms);
        do await Task.WhenAny(all, Task.Delay(Broker.Deadline, stop));
        while (blocked && IsUp && !all.IsCompleted && !stop.IsCancellationRequested);
        return [.. confirms.Select(task => task.IsCompletedSuccessfully ? task.Result : PublishOutcome.Unconfirmed)];
    }

    async Task<PublishOutcome> Publish(IChannel open, OutboxRow row)
    {
        using var activity = Tracing.StartActivity("outbox send", ActivityKind.Producer, row.TraceParent);
        var trace = activity?.Id ?? row.TraceParent;
        BasicProperties properties = new()
        {
            MessageId = row.MessageId.ToString(),
            ContentType = Envelope.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = trace is null ? null : new Dictionary<string, object?> { ["MT-Activity-Id"] = trace, ["traceparent"] = trace },
        };
        try
        {
            await open.BasicPublishAsync(row.Exchange, row.RoutingKey, mandatory: true, properties, row.Body, CancellationToken.None);
            return PublishOutcome.Confirmed;
        }
        catch (PublishException refused)
        {
            return refused.IsReturn ? PublishOutcome.Unroutable : PublishOutcome.Unconfirmed;
        }
        catch (Exception exception)
        {
            log.LogDebug("A publish ended with {Kind}", exception.GetType().Name);
            return PublishOutcome.Unconfirmed;
        }
    }

    async Task<IChannel> Opened()
    {
        if (channel is { IsOpen: true })
            return channel;
        await Abandon();
        connection = await Broker.Connect(configuration, "outbox");
        blocked = false;
        var own = connection;
        own.ConnectionBlockedAsync += (_, _) => Task.FromResult(blocked |= own == connection);
        own.ConnectionUnblockedAsync += (_, _) => Task.FromResult(blocked &= own != connection);
        if (!await IsThere(Topology.Ready))
            throw new TopologyMissingException();
        channel = await connection
            .CreateChannelAsync(
                new(
                    publisherConfirmationsEnabled: true,
                    publisherConfirmationTrackingEnabled: true,
                    // The client's default limiter sleeps up to a second once half its permits are out.
                    outstandingPublisherConfirmationsRateLimiter: new ConcurrencyLimiter(
                        new() { PermitLimit = 2_000, QueueLimit = int.MaxValue }
                    )
                )
            )
            .WaitAsync(Broker.Deadline);
        there.Clear();
        return channel;
    }

    Task<bool> IsThere(string exchange) =>
        Broker.Has(
            connection!,
            async channel =>
            {
                await channel.ExchangeDeclarePassiveAsync(exchange);
                return true;
            }
        );

    /// <summary>Leaves the connection behind without waiting for it.</summary>
    public async Task Abandon()
    {
        var left = connection;
        (connection, channel) = (null, null);
        if (left is not null)
            await Broker.Leave(left);
    }

    /// <summary>True while the channel to the broker is open.</summary>
    public bool IsUp => channel is { IsOpen: true };

    public async ValueTask DisposeAsync() => await Abandon();
}
