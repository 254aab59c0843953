using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults;

/// <summary>Connections to the broker that notice within seconds that they are lost, and do not come back by themselves.</summary>
static class Broker
{
    /// <summary>How long any answer of the broker may take.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>The broker's address.</summary>
    public static Uri Of(IConfiguration configuration) =>
        new(configuration.GetConnectionString("bus") ?? throw new InvalidOperationException("ConnectionStrings:bus is missing."));

    /// <summary>A new connection under a name that the broker shows.</summary>
    public static Task<IConnection> Connect(IConfiguration configuration, string name, CancellationToken stop = default) =>
        new ConnectionFactory
        {
            Uri = Of(configuration),
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = Deadline,
            ContinuationTimeout = Deadline,
            ClientProvidedName = name,
        }
            .CreateConnectionAsync(stop)
            .WaitAsync(Deadline * 2, stop);

    /// <summary>
    /// What the broker says when asked, or false when what is asked for is not there; that costs the channel it is asked on.
    /// </summary>
    public static async Task<bool> Has(IConnection open, Func<IChannel, Task<bool>> ask)
    {
        try
        {
            return await Asked().WaitAsync(Deadline);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return false;
        }

        async Task<bool> Asked()
        {
            await using var channel = await open.CreateChannelAsync();
            return await ask(channel);
        }
    }

    /// <summary>Leaves a connection behind, which when it is lost may take its time to notice that it is closed.</summary>
    public static Task Leave(IConnection left) =>
        Task.WhenAny(Task.Run(async () => await left.DisposeAsync()), Task.Delay(TimeSpan.FromMilliseconds(200)));
}
