using System.Collections.Concurrent;
using System.Text.Json;
using Clinic.ServiceDefaults;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Clinic.TestSupport;

/// <summary>Stands on the real broker beside a service: says facts as other services would, and hears what the service says.</summary>
public sealed class BusTap : IAsyncDisposable
{
    readonly IConnection connection;
    readonly IChannel channel;
    readonly ConcurrentDictionary<Type, ConcurrentQueue<(Guid MessageId, JsonElement Envelope)>> heard = [];

    BusTap(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    /// <summary>Connects to a broker address with its virtual host.</summary>
    /// <param name="prepared">False to leave the virtual host as one whose queues nobody has declared yet.</param>
    public static async Task<BusTap> Connect(string amqp, bool prepared = true)
    {
        ConnectionFactory factory = new() { Uri = new(amqp), AutomaticRecoveryEnabled = false };
        var connection = await factory.CreateConnectionAsync();
        if (prepared)
            await Topology.MarkReady(connection);
        return new(
            connection,
            await connection.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true))
        );
    }

    /// <summary>Begins to hear facts of this type.</summary>
    public async Task Listen<TFact>()
    {
        if (!heard.TryAdd(typeof(TFact), []))
            return;
        var exchange = FactKind.Of(typeof(TFact)).Exchange;
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
        AsyncEventingBasicConsumer consumer = new(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            heard[typeof(TFact)]
                .Enqueue((Guid.Parse(delivery.BasicProperties.MessageId!), JsonDocument.Parse(delivery.Body).RootElement.Clone()));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
    }

    /// <summary>The facts of a type heard so far, each message id once, since a message may come again.</summary>
    public IReadOnlyList<TFact> Heard<TFact>() =>
        [
            .. heard[typeof(TFact)]
                .DistinctBy(pair => pair.MessageId)
                .Select(pair => pair.Envelope.GetProperty("message").Deserialize<TFact>(Json.Wire)!),
        ];

    /// <summary>The envelopes heard so far.</summary>
    public IReadOnlyList<JsonElement> Envelopes<TFact>() => [.. heard[typeof(TFact)].Select(pair => pair.Envelope)];

    /// <summary>Waits until that many facts, judged by a filter, were heard.</summary>
    public Task Hears<TFact>(int times, Func<TFact, bool> about) =>
        Eventually.Sees(() => Task.FromResult(Heard<TFact>().Count(about)), seen => seen >= times);

    /// <summary>Says a fact as its owner's outbox would.</summary>
    public async Task<Guid> Say<TFact>(TFact fact, Guid caseId, Guid? messageId = null, int? major = null)
        where TFact : class
    {
        Caller caller = new();
        caller.EnterAsSystem("test", "test", null);
        var kind = FactKind.Of(typeof(TFact));
        var id = messageId ?? Guid.CreateVersion7();
        var row = Envelope.Of(fact, kind, id, caseId, caller, DateTimeOffset.UtcNow, major);
        await channel.ExchangeDeclareAsync(row.Exchange, ExchangeType.Fanout, durable: true);
        await SayRaw(row.Exchange, "", row.Body, id.ToString());
        return id;
    }

    /// <summary>Says anything at all, to an exchange or, without one, to a queue.</summary>
    public async Task SayRaw(
        string exchange,
        string queue,
        ReadOnlyMemory<byte> body,
        string? messageId,
        string contentType = "application/vnd.masstransit+json"
    )
    {
        // A broker that takes nothing more, because its memory or disk is full, would let the test wait for ever.
        using CancellationTokenSource patience = new(Eventually.Patience);
        await channel.BasicPublishAsync(
            exchange,
            queue,
            mandatory: true,
            new BasicProperties
            {
                MessageId = messageId,
                ContentType = contentType,
                DeliveryMode = DeliveryModes.Persistent,
            },
            body,
            patience.Token
        );
    }

    /// <summary>Says a fact, or answers false while nobody's queue hears it yet.</summary>
    public async Task<bool> SaysToSomebody<TFact>(TFact fact, Guid caseId, Guid messageId)
        where TFact : class
    {
        try
        {
            await Say(fact, caseId, messageId);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.PublishException)
        {
            return false;
        }
    }

    /// <summary>How many messages wait in a queue.</summary>
    public async Task<uint> Waiting(string queue) => await channel.MessageCountAsync(queue);

    /// <summary>Takes the oldest message out of a queue.</summary>
    public async Task<JsonElement> Take(string queue) =>
        await channel.BasicGetAsync(queue, autoAck: true) is { } taken
            ? JsonDocument.Parse(taken.Body).RootElement.Clone()
            : throw new InvalidOperationException($"Nothing waits in {queue}.");

    /// <summary>Waits until so many facts wait in a queue, and takes them out.</summary>
    public async Task<IReadOnlyList<TFact>> TakeAll<TFact>(string queue, int facts)
    {
        await Eventually.Is(async () => await Waiting(queue) == facts);
        List<TFact> taken = [];
        while (taken.Count < facts)
            taken.Add((await Take(queue)).GetProperty("message").Deserialize<TFact>(Json.Wire)!);
        return taken;
    }

    /// <summary>Declares an exchange that nobody uses.</summary>
    public Task Declare(string exchange) => channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);

    /// <summary>Deletes an exchange.</summary>
    public Task Forget(string exchange) => channel.ExchangeDeleteAsync(exchange);

    /// <summary>Takes everything out of a queue.</summary>
    public Task Purge(string queue) => channel.QueuePurgeAsync(queue);

    /// <summary>How many listen to a queue.</summary>
    public async Task<uint> Listeners(string queue) => await channel.ConsumerCountAsync(queue);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
