using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Asks the broker whether every queue of this service is listened to. The bus library can be deaf on one of them after a lost
/// connection and report itself well all the same; then it is stopped and started again.
/// </summary>
sealed class BusWatch(IReadOnlyList<ReactionKind> reactions, IBusControl bus, IConfiguration configuration, ILogger<BusWatch> log) : BackgroundService
{
    // The library rests longer after each try, at most about as long again as the broker was away; who restarts it sooner keeps it
    // from ever coming back by itself. So the looks at which the broker did not answer are waited for once more.
    const int Patience = 4;
    static readonly TimeSpan Between = TimeSpan.FromSeconds(4), LongestStop = TimeSpan.FromSeconds(10), LongestStart = TimeSpan.FromSeconds(60);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Between);
        for (var (deaf, away) = (0, 0); await timer.WaitForNextTickAsync(stoppingToken);)
        {
            try
            {
                (deaf, away) = await IsListening(stoppingToken) ? (0, 0) : (deaf + 1, away);
                if (deaf < Patience + away) continue;
                deaf = 0;
                log.LogError("A queue has had no listener for {Looks} looks while the broker answers: the bus is started again", Patience + away);
                await bus.StopAsync(LongestStop);
                await bus.StartAsync(LongestStart);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Without a broker nobody can listen; it is looked again.
                (deaf, away) = (0, away + 1);
                log.LogDebug("The queues cannot be looked at: {Kind}", exception.GetType().Name);
            }
        }
    }

    async Task<bool> IsListening(CancellationToken stop)
    {
        ConnectionFactory factory = new() { Uri = new(configuration.GetConnectionString("bus")!), AutomaticRecoveryEnabled = false, ClientProvidedName = "watch" };
        await using var connection = await factory.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        try
        {
            foreach (var kind in reactions)
                if ((await channel.QueueDeclarePassiveAsync(kind.Queue, stop)).ConsumerCount == 0) return false;
            return true;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == RabbitMQ.Client.Constants.NotFound)
        {
            return false;
        }
    }
}
