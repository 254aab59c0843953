using Clinic.Contracts;
using RabbitMQ.Client;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Whoever makes the queue of a listener of standing facts asks their owner to say again what still stands. That it is to be asked is
/// noted before the queue is made and forgotten after the question was confirmed: an exchange that nobody uses is the note. So whoever is
/// interrupted asks once more, which is harmless, and never too seldom. A queue that was there before is asked for only when its listener
/// <see cref="LearnsAnewAttribute">learns anew</see>.
/// </summary>
static class NewListeners
{
    /// <summary>True when there is somebody new.</summary>
    public static async Task<bool> Note(
        IConnection connection,
        IReadOnlyList<(string Name, Assembly Assembly)> services,
        CancellationToken stop
    )
    {
        var anybody = false;
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        foreach (var listener in Of(services))
        {
            if (await HasHistory(connection, listener, stop))
                continue;
            anybody = true;
            await channel.ExchangeDeclareAsync(NoteOf(listener), ExchangeType.Fanout, durable: true, cancellationToken: stop);
        }
        return anybody;
    }

    public static async Task AskForHistory(
        IConnection connection,
        IReadOnlyList<(string Name, Assembly Assembly)> services,
        CancellationToken stop
    )
    {
        await using var channel = await connection.CreateChannelAsync(
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            stop
        );
        foreach (var listener in Of(services))
        {
            if (!await IsThere(connection, asked => asked.ExchangeDeclarePassiveAsync(NoteOf(listener), stop)))
                continue;
            await Ask(channel, listener, stop);
            if (LearnedBy(listener) is { } learned)
                await channel.ExchangeDeclareAsync(learned, ExchangeType.Fanout, durable: true, cancellationToken: stop);
            await channel.ExchangeDeleteAsync(NoteOf(listener), cancellationToken: stop);
        }
    }

    static IEnumerable<ReactionKind> Of(IReadOnlyList<(string Name, Assembly Assembly)> services) =>
        services.SelectMany(teller => Retelling.Listeners(teller.Assembly, services));

    static async Task<bool> HasHistory(IConnection connection, ReactionKind listener, CancellationToken stop) =>
        await IsThere(connection, asked => asked.QueueDeclarePassiveAsync(listener.Queue, stop))
        && (LearnedBy(listener) is not { } learned || await IsThere(connection, asked => asked.ExchangeDeclarePassiveAsync(learned, stop)));

    static string? LearnedBy(ReactionKind listener) =>
        listener.Reaction.GetCustomAttribute<LearnsAnewAttribute>() is { } anew ? $"{listener.Queue}-learned-{anew.Time}" : null;

    static string NoteOf(ReactionKind listener) => $"{listener.Queue}-asks-for-history";

    static async Task Ask(IChannel channel, ReactionKind listener, CancellationToken stop)
    {
#pragma warning disable RS0030 // Whoever prepares the broker runs beside the platform and has no clock of it.
        var now = TimeProvider.System.GetUtcNow();
#pragma warning restore RS0030
        var (id, kind) = (Guid.CreateVersion7(now), FactKind.Of(typeof(StandingFactsWanted)));
        StandingFactsWanted wanted = new(FactKind.Of(listener.Fact).Exchange, listener.Queue, now);
        Caller provision = new();
        provision.EnterAsSystem("provision", "bus", null, id);
        var row = Envelope.Of(wanted, kind, id, id, provision, now);
        BasicProperties properties = new()
        {
            MessageId = id.ToString(),
            ContentType = Envelope.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
        };
        await channel.BasicPublishAsync(row.Exchange, row.RoutingKey, mandatory: true, properties, row.Body, stop);
    }

    static async Task<bool> IsThere(IConnection connection, Func<IChannel, Task> look) =>
        await Broker.Has(
            connection,
            async channel =>
            {
                await look(channel);
                return true;
            }
        );
}
