using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>
/// A screen that shows a live board: reads server-sent events as they come, and connects again when the board ends of itself.
/// </summary>
public sealed class LiveScreen : IAsyncDisposable
{
    const int MostConnections = 5;
    const string Beat = "beat";

    readonly Func<Task<HttpResponseMessage>> connect;
    readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(3));
    HttpResponseMessage response;
    IAsyncEnumerator<SseItem<string>> events;
    int connections = 1;

    LiveScreen(Func<Task<HttpResponseMessage>> connect, HttpResponseMessage response, Stream stream) =>
        (this.connect, this.response, events) = (connect, response, Events(stream));

    /// <summary>What the board said, by its name; the last is what is shown.</summary>
    public List<(string Name, JsonElement Board)> Shown { get; } = [];

    /// <summary>Signs of life without a change.</summary>
    public int Beats { get; private set; }

    /// <summary>As the service named it.</summary>
    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>Connects; throws when the board is refused.</summary>
    public static async Task<LiveScreen> Open(HttpClient http, string path, string token)
    {
        var first = await Connect();
        return new(Connect, first, await first.Content.ReadAsStreamAsync());

        async Task<HttpResponseMessage> Connect()
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path)
            {
                Headers = { { "Authorization", $"Bearer {token}" }, { "Accept", "text/event-stream" } },
            };
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode == HttpStatusCode.OK
                ? answer
                : throw new InvalidOperationException($"Refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Reads on until the board is as wanted.</summary>
    public async Task<JsonElement> Sees(Func<JsonElement, bool> wanted)
    {
        for (; connections <= MostConnections; connections++)
        {
            while (await Next())
            {
                if (Shown.Count > 0 && wanted(Shown[^1].Board))
                    return Shown[^1].Board;
            }
            response.Dispose();
            response = await connect();
            events = Events(await response.Content.ReadAsStreamAsync());
        }
        throw new InvalidOperationException($"It was not seen; shown last: {Shown.LastOrDefault().Board}");
    }

    /// <summary>Reads on until the next sign of life without a change.</summary>
    public async Task SeesABeat()
    {
        for (var before = Beats; Beats == before; )
            if (!await Next())
                throw new InvalidOperationException("The board ended.");
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
        if (!await events.MoveNextAsync())
            return false;
        var one = events.Current;
        if (one.EventType == Beat)
            Beats++;
        else
            Shown.Add((one.EventType, JsonDocument.Parse(one.Data).RootElement));
        return true;
    }

    IAsyncEnumerator<SseItem<string>> Events(Stream stream) => SseParser.Create(stream).EnumerateAsync(patience.Token).GetAsyncEnumerator();
}
