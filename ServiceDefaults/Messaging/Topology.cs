using RabbitMQ.Client;

namespace Clinic.ServiceDefaults;

/// <summary>
/// The queues of every reaction, on the broker before the first fact is sent. A fact that is sent while one of its listeners has
/// no queue yet would never reach that one, and nobody would know: so whoever prepares the platform declares them all, and no
/// service sends before that is done. A service declares nothing itself; its login may not.
/// </summary>
public static class Topology
{
    /// <summary>An exchange nobody uses; that it is there says that the queues are.</summary>
    public const string Ready = "clinic.topology";

    /// <summary>
    /// Declares the queues of these services, laid out as the bus library would, and says that they are there. Harmless to repeat.
    /// The library's own way, a bus that is started and stopped at once, can wait for itself when it is stopped.
    /// </summary>
    /// <param name="amqp">The broker's address.</param>
    /// <param name="services">Name and assembly of each.</param>
    public static async Task Deploy(string amqp, IEnumerable<(string Name, Assembly Assembly)> services, CancellationToken stop = default)
    {
        await using var connection = await new ConnectionFactory
        {
            Uri = new(amqp),
            AutomaticRecoveryEnabled = false,
        }.CreateConnectionAsync(stop);
        var all = services.ToArray();
        // On a platform with a history nobody begins to send between the queue of one new listener and that of the next.
        if (await NewListeners.Note(connection, all, stop))
            await Unmark(connection, stop);
        await Declare(connection, all, stop);
        await NewListeners.AskForHistory(connection, all, stop);
        await MarkReady(connection, stop);
    }

    /// <summary>Declares what these services hear with and say to, without saying that it is all there.</summary>
    public static Task Declare(
        IConnection connection,
        IEnumerable<(string Name, Assembly Assembly)> services,
        CancellationToken stop = default
    ) => Task.WhenAll(services.Select(service => Declare(connection, service.Name, service.Assembly, stop)));

    /// <summary>Says that the queues are there.</summary>
    public static async Task MarkReady(IConnection connection, CancellationToken stop = default)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await channel.ExchangeDeclareAsync(Ready, ExchangeType.Fanout, durable: true, cancellationToken: stop);
    }

    static async Task Unmark(IConnection connection, CancellationToken stop)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await channel.ExchangeDeleteAsync(Ready, cancellationToken: stop);
    }

    internal static string DeadLettersOf(string service) => $"{service}-dead";

    /// <summary>An exchange without a queue: what a service sends there only shows whether the broker takes messages.</summary>
    internal static string ProbeOf(string service) => $"{service}-probe";

    static Dictionary<string, object?> DeadLetterArguments() => new() { ["x-queue-type"] = "quorum" };

    static Dictionary<string, object?> ReactionArguments(string service) =>
        new(DeadLetterArguments())
        {
            // Said explicitly, because the broker's defaults differ between versions; without a dead-letter target the limit would drop.
            ["x-delivery-limit"] = 20,
            ["x-dead-letter-exchange"] = DeadLettersOf(service),
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
            ["x-consumer-timeout"] = 660_000,
        };

    static async Task Declare(IConnection connection, string service, Assembly assembly, CancellationToken stop)
    {
        var reactions = ReactionKind.In(assembly, service);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        // A fact's exchange is there though none of its listeners is among these services.
        var said = FactKind.SaidBy(assembly).Where(fact => fact.HasListeners);
        foreach (var fact in said.Concat(reactions.Select(kind => FactKind.Of(kind.Fact))).Distinct())
            await channel.ExchangeDeclareAsync(fact.Exchange, ExchangeType.Fanout, durable: true, cancellationToken: stop);
        await channel.ExchangeDeclareAsync(ProbeOf(service), ExchangeType.Fanout, durable: true, cancellationToken: stop);
        if (reactions.Count == 0)
            return;
        await Declare(channel, DeadLettersOf(service), DeadLetterArguments(), stop);
        foreach (var kind in reactions)
        {
            await Declare(channel, kind.Queue, ReactionArguments(service), stop);
            await channel.ExchangeBindAsync(kind.Queue, FactKind.Of(kind.Fact).Exchange, "", cancellationToken: stop);
        }
    }

    // An exchange of the queue's own name stands before each queue.
    static async Task Declare(IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken stop)
    {
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: stop);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: stop);
        await channel.QueueBindAsync(queue, queue, "", cancellationToken: stop);
    }
}

/// <summary>The broker is up and does not have the queues of the listeners yet.</summary>
sealed class TopologyMissingException : Exception;
