using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// What changes, pushed as server-sent events: the whole at once and again whenever it changed, and a beat after ten seconds without a
/// change. A stream ends after 55 seconds, so that whoever lost the right sees no more, and at once when the service stops; a screen then
/// connects again.
/// </summary>
public sealed class LiveStream(IHostApplicationLifetime life, IOptions<JsonOptions> json)
{
    /// <summary>A sign of life without content.</summary>
    public const string Beat = "beat";

    static readonly JsonElement Nothing = JsonSerializer.SerializeToElement<object?>(null);

    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400),
        Silence = TimeSpan.FromSeconds(10),
        Lasts = TimeSpan.FromSeconds(55);

    /// <summary>A stream of what is seen, look by look.</summary>
    /// <param name="name">The name of its events.</param>
    /// <param name="look">Everything that is to be seen now; nothing when the stream ends.</param>
    public ServerSentEventsResult<JsonElement> Of<T>(string name, Func<Task<T?>> look, CancellationToken stop)
        where T : class => TypedResults.ServerSentEvents(Changes(name, isFirst => Look(look, isFirst), life.ApplicationStopping, stop));

    async Task<string?> Look<T>(Func<Task<T?>> look, bool isFirst)
        where T : class
    {
        // To look again and again is part of no trace, here and in the services that are asked.
        if (!isFirst)
            Activity.Current = null;
        using var untraced = isFirst ? null : new Activity(nameof(LiveStream)) { IsAllDataRequested = false }.Start();
        try
        {
            return await look() is { } seen ? JsonSerializer.Serialize(seen, json.Value.SerializerOptions) : null;
        }
        catch (Exception exception)
            when (exception
                    is NpgsqlException
                        or TimeoutException
                        or OperationCanceledException
                        or InvalidOperationException { InnerException: NpgsqlException }
            )
        {
            // Nothing was half sent: the screen connects again and is told then.
            return null;
        }
    }

    static async IAsyncEnumerable<SseItem<JsonElement>> Changes(
        string name,
        Func<bool, Task<string?>> look,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, stop);
        ends.CancelAfter(Lasts);
        using PeriodicTimer timer = new(Between);
        var (shown, silentFor) = (default(string), TimeSpan.Zero);
        do
        {
            if (await look(shown is null) is not { } seen)
                yield break;

            silentFor += Between;
            if (seen != shown)
                yield return new(JsonSerializer.Deserialize<JsonElement>(seen), name);
            else if (silentFor >= Silence)
                yield return new(Nothing, Beat);
            else
                continue;
            (shown, silentFor) = (seen, TimeSpan.Zero);
        } while (await Ticks(timer, ends.Token));
    }

    static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken ends)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ends);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
