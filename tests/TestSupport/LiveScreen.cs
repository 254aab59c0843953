using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>A screen that shows a live board: reads server-sent events as they come.</summary>
public sealed class LiveScreen : IAsyncDisposable
{
    readonly HttpResponseMessage response;
    readonly IAsyncEnumerator<SseItem<string>> events;
    readonly CancellationTokenSource patience;

    LiveScreen(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> events, CancellationTokenSource patience) =>
        (this.response, this.events, this.patience) = (response, events, patience);

    /// <summary>What the board says now and whenever it changed, by its name; the last is what is shown.</summary>
    public List<(string Name, JsonElement Board)> Shown { get; } = [];

    /// <summary>As the service named it.</summary>
    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>Connects; throws when the board is refused.</summary>
    public static async Task<LiveScreen> Open(HttpClient http, string path, string token)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path) { Headers = { { "Authorization", $"Bearer {token}" }, { "Accept", "text/event-stream" } } };
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"Refused: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");

        CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        return new(response, SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync(patience.Token).GetAsyncEnumerator(), patience);
    }

    /// <summary>Reads on until the board is as wanted.</summary>
    public async Task<JsonElement> Sees(Func<JsonElement, bool> wanted)
    {
        while (await Next())
        {
            if (Shown[^1].Board.ValueKind != JsonValueKind.Undefined && wanted(Shown[^1].Board)) return Shown[^1].Board;
        }
        throw new InvalidOperationException($"The board ended before it was seen; shown last: {Shown.LastOrDefault().Board}");
    }

    /// <summary>Reads on until the board ends of itself.</summary>
    public async Task Ends()
    {
        while (await Next()) { }
    }

    public async ValueTask DisposeAsync()
    {
        response.Dispose();
        try
        {
            await events.DisposeAsync();
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or OperationCanceledException or NotSupportedException)
        {
            // The line was closed from this side.
        }
        patience.Dispose();
    }

    async Task<bool> Next()
    {
        if (!await events.MoveNextAsync()) return false;
        var one = events.Current;
        Shown.Add((one.EventType, one.Data is { Length: > 0 } ? JsonDocument.Parse(one.Data).RootElement : default));
        return true;
    }
}
