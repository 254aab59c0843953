using MassTransit;

namespace Clinic.ServiceDefaults;

/// <summary>Puts aside what cannot be handled, with its cause, so that the messages behind it flow on.</summary>
sealed class Parking<TDb>(IServiceProvider services, TimeProvider clock, Meters meters)
    where TDb : ServiceDb
{
    /// <summary>Cause of a message that came under the id of another one.</summary>
    public const string OtherContent = "same-id-other-content";

    /// <summary>Parks once per queue and message; throws when the database is away, so that the message goes back to its queue.</summary>
    public async Task Park(ReceiveContext received, string queue, string cause, CancellationToken stop, bool onlyNew = false)
    {
        var headers = received.TransportHeaders;
        var messageId =
            headers.Get<string>("MessageId")
            ?? received.GetMessageId()?.ToString()
            ?? $"none-{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(received.GetBody()))[..32]}";
        if (headers.Get<string>("x-first-death-queue") is { Length: > 0 } origin)
            queue = origin;

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var body = received.GetBody();
        var type = TypeOf(body);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state)
            VALUES ({id}, {queue}, {messageId}, {type}, {cause}, {body}, {now}, 1, 'Parked')
            ON CONFLICT (queue, message_id) DO UPDATE SET cause = excluded.cause, parked_at = excluded.parked_at,
              times = parked.times + 1, state = 'Parked',
              body = CASE WHEN excluded.cause = {OtherContent} THEN excluded.body ELSE parked.body END
            WHERE NOT {onlyNew} OR parked.state <> 'Parked'
            """,
            stop
        );
        meters.Parked(queue);
    }

    /// <summary>The type a message says it has.</summary>
    public static string TypeOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("messageType", out var types) && types.GetArrayLength() > 0
                ? types[0].GetString() ?? "unknown"
                : "unknown";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "unreadable";
        }
    }
}

/// <summary>
/// Replaces MassTransit's error and dead-letter queues: both run after an exception, and parking the same message twice is harmless.
/// </summary>
sealed class ParkFilter<TContext, TDb>(Parking<TDb> parking, string queue, string cause) : IFilter<TContext>
    where TContext : class, ReceiveContext
    where TDb : ServiceDb
{
    public async Task Send(TContext context, IPipe<TContext> next)
    {
        if (
            context is ExceptionReceiveContext { Exception: { } exception }
            && (TransientFaults.IsTransient(exception) || exception is OperationCanceledException)
        )
            throw new TransportException(context.InputAddress, "Back to the queue until the fault has passed.", exception);
        // After an exception the dead-letter filter runs too; what the first one noted stays.
        await parking.Park(context, queue, cause, CancellationToken.None, onlyNew: context is not ExceptionReceiveContext);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("park");
}
