using System.Reflection;
using MassTransit;
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

    /// <summary>Declares the queues of these services and says that they are there. Harmless to repeat.</summary>
    /// <param name="amqp">The broker's address.</param>
    /// <param name="services">Name and assembly of each.</param>
    public static async Task Deploy(string amqp, IEnumerable<(string Name, Assembly Assembly)> services, CancellationToken stop = default)
    {
        var deployment = MassTransit.Bus.Factory.CreateUsingRabbitMq(broker =>
        {
            broker.Host(new Uri(amqp));
            broker.DeployTopologyOnly = true;
            var connect = typeof(Topology).GetMethod(nameof(Connect), BindingFlags.NonPublic | BindingFlags.Static)!;
            foreach (var (name, assembly) in services)
            {
                var reactions = ReactionKind.In(assembly, name);
                foreach (var kind in reactions) connect.MakeGenericMethod(kind.Fact).Invoke(null, [broker, kind.Queue, name]);
                if (reactions.Count > 0) broker.ReceiveEndpoint(Bus.DeadLettersOf(name), queue => queue.SetQuorumQueue());
            }
        });
        await deployment.StartAsync(stop);
        await deployment.StopAsync(stop);
        await SayReady(amqp, stop);
    }

    /// <summary>Says that the queues are there.</summary>
    public static async Task SayReady(string amqp, CancellationToken stop = default)
    {
        await using var connection = await new ConnectionFactory { Uri = new(amqp), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await channel.ExchangeDeclareAsync(Ready, ExchangeType.Fanout, durable: true, cancellationToken: stop);
    }

    static void Connect<TFact>(IRabbitMqBusFactoryConfigurator broker, string queueName, string service) where TFact : class =>
        broker.ReceiveEndpoint(queueName, queue =>
        {
            Bus.Declare(queue, service);
            queue.Handler<TFact>(_ => Task.CompletedTask);
        });
}

/// <summary>The broker is up and does not have the queues of the listeners yet.</summary>
sealed class TopologyMissingException : Exception;
