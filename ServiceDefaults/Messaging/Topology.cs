using RabbitMQ.Client;

namespace Clinic.ServiceDefaults;

/// <summary>
/// The queues of every reaction, on the broker before the first fact is sent. A fact that is sent while one of its listeners has
/// no queue yet would never reach that one, and nobody would know: so whoever prepares the platform declares them all, and no
/// service sends before that is done.
/// </summary>
public static class Topology
{
    /// <summary>An exchange nobody uses; that it is there says that the queues are.</summary>
    public const string Ready = "clinic.topology";

    /// <summary>
    /// Declares the queues of these services, as the bus library declares them for each service itself, and says that they are there.
    /// Harmless to repeat. The library's own way, a bus that is started and stopped at once, can wait for itself when it is stopped.
    /// </summary>
    /// <param name="amqp">The broker's address.</param>
    /// <param name="services">Name and assembly of each.</param>
    public static async Task Deploy(string amqp, IEnumerable<(string Name, Assembly Assembly)> services, CancellationToken stop = default)
    {
        await using var connection = await new ConnectionFactory { Uri = new(amqp), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(stop);
        await Task.WhenAll(services.Select(service => Declare(connection, service.Name, ReactionKind.In(service.Assembly, service.Name), stop)));
        await SayReady(connection, stop);
    }

    /// <summary>Says that the queues are there.</summary>
    public static async Task SayReady(IConnection connection, CancellationToken stop = default)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await channel.ExchangeDeclareAsync(Ready, ExchangeType.Fanout, durable: true, cancellationToken: stop);
    }

    static async Task Declare(IConnection connection, string service, IReadOnlyList<ReactionKind> reactions, CancellationToken stop)
    {
        if (reactions.Count == 0) return;
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await Declare(channel, Bus.DeadLettersOf(service), Bus.DeadLetterArguments, stop);
        foreach (var kind in reactions)
        {
            await Declare(channel, kind.Queue, Bus.ReactionArguments(service), stop);
            var fact = FactKind.Of(kind.Fact).Exchange;
            await channel.ExchangeDeclareAsync(fact, ExchangeType.Fanout, durable: true, cancellationToken: stop);
            await channel.ExchangeBindAsync(kind.Queue, fact, "", cancellationToken: stop);
        }
    }

    // An exchange of the queue's own name stands before each queue.
    static async Task Declare(IChannel channel, string queue, IReadOnlyDictionary<string, object?> arguments, CancellationToken stop)
    {
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: stop);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments: new Dictionary<string, object?>(arguments), cancellationToken: stop);
        await channel.QueueBindAsync(queue, queue, "", cancellationToken: stop);
    }
}

/// <summary>The broker is up and does not have the queues of the listeners yet.</summary>
sealed class TopologyMissingException : Exception;
