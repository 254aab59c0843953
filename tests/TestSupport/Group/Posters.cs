using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Clinic.TestSupport;

/// <summary>How a poster's request is made.</summary>
public enum Posted
{
    /// <summary>As a clerk's: it is carried out.</summary>
    Allowed,

    /// <summary>By somebody whose post does not carry the right.</summary>
    WithoutRight,

    /// <summary>By nobody.</summary>
    Anonymous,

    /// <summary>To a place that is not there.</summary>
    NoRoute,

    /// <summary>As text that is no JSON.</summary>
    WrongType,

    /// <summary>A body of a megabyte, by somebody without the right.</summary>
    Large,

    /// <summary>A body that never ends, by somebody without the right.</summary>
    Endless,
}

/// <summary>
/// Programs that post to the platform until they are stopped. Each has lines of its own, as programs of different people have.
/// </summary>
public sealed class Posters : IAsyncDisposable
{
    /// <summary>How many there are.</summary>
    public const int Count = 16;

    // A poster who gets no answers does not send ever more.
    const int MostOpen = 20;

    static readonly TimeSpan Twentieth = TimeSpan.FromMilliseconds(50);
    static readonly byte[] Megabyte = new byte[1_000_000];

    readonly CancellationTokenSource end = new();
    readonly ConcurrentDictionary<(Posted Kind, string Outcome), int> counted = [];
    readonly Branch branch;
    readonly string entitled,
        without;
    Task posting = Task.CompletedTask;

    Posters(Branch branch, string entitled, string without) => (this.branch, this.entitled, this.without) = (branch, entitled, without);

    /// <summary>How each kind of request was answered, and how often: a status, or <c>cut</c>.</summary>
    public IReadOnlyDictionary<(Posted Kind, string Outcome), int> Answers => counted;

    /// <summary>How many requests were answered or cut.</summary>
    public int Requests => counted.Values.Sum();

    /// <summary>Every kind of request that is refused.</summary>
    public static IReadOnlyList<Posted> Refused { get; } = [.. Enum.GetValues<Posted>().Where(kind => kind != Posted.Allowed)];

    /// <summary>Answers that a request of its kind is not to get; a line may be cut only under who sends too much.</summary>
    public IEnumerable<string> Unexpected =>
        counted
            .Where(pair => !IsExpected(pair.Key.Kind, pair.Key.Outcome))
            .Select(pair => $"{pair.Key.Kind}: {pair.Key.Outcome} ×{pair.Value}");

    /// <summary>Begins; each poster takes the kinds in turn.</summary>
    /// <param name="paced">Twenty requests a second each, however long one takes; else one after the other without a pause.</param>
    public static async Task<Posters> Start(Branch branch, IReadOnlyList<Posted> kinds, bool paced)
    {
        Posters posters = new(branch, await branch.Receptionist.Token(anew: true), await branch.Guide.Token(anew: true));
        posters.posting = Task.WhenAll(
            Enumerable
                .Range(0, Count)
                .Select(number => Task.Run(() => paced ? posters.Paced(kinds, number) : posters.Hurried(kinds, number)))
        );
        return posters;
    }

    /// <summary>Ends them all.</summary>
    public async Task End()
    {
        await end.CancelAsync();
        await posting;
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        end.Dispose();
    }

    async Task Paced(IReadOnlyList<Posted> kinds, int number)
    {
        using var http = Line();
        using PeriodicTimer timer = new(Twentieth);
        List<Task> open = [];
        try
        {
            for (var turn = number; await timer.WaitForNextTickAsync(end.Token); turn++)
            {
                open.RemoveAll(request => request.IsCompleted);
                if (open.Count < MostOpen)
                    open.Add(Post(http, kinds[turn % kinds.Count]));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    async Task Hurried(IReadOnlyList<Posted> kinds, int number)
    {
        using var http = Line();
        for (var turn = number; !end.IsCancellationRequested; turn++)
            await Post(http, kinds[turn % kinds.Count]);
    }

    async Task Post(HttpClient http, Posted kind)
    {
        var path = kind switch
        {
            Posted.NoRoute => "/api/registration/nowhere",
            Posted.WithoutRight or Posted.Large or Posted.Endless => "/api/registration/branches",
            _ => "/api/registration/clients",
        };
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = Body(kind) };
        if (kind != Posted.Anonymous)
        {
            var token = kind is Posted.WithoutRight or Posted.Large or Posted.Endless ? without : entitled;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        string outcome;
        try
        {
            using var answer = await http.SendAsync(request, end.Token);
            outcome = $"{(int)answer.StatusCode}";
        }
        catch (HttpRequestException)
        {
            outcome = "cut";
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return;
        }
        catch (OperationCanceledException)
        {
            outcome = "no answer";
        }
        counted.AddOrUpdate((kind, outcome), 1, (_, times) => times + 1);
    }

    HttpContent Body(Posted kind) =>
        kind switch
        {
            Posted.Endless => new EndlessBody(),
            Posted.Large => new ByteArrayContent(Megabyte) { Headers = { ContentType = new("application/json") } },
            Posted.WrongType => new StringContent("a client"),
            _ => JsonContent.Create(branch.ClientBody(Guid.CreateVersion7())),
        };

    static bool IsExpected(Posted kind, string outcome) =>
        kind switch
        {
            Posted.Allowed => outcome == "201",
            Posted.Anonymous => outcome == "401",
            Posted.NoRoute => outcome == "404",
            Posted.WrongType => outcome == "415",
            Posted.WithoutRight => outcome == "403",
            _ => outcome is "403" or "cut",
        };

    HttpClient Line() => new() { BaseAddress = branch.Group.Platform.Gateway, Timeout = TimeSpan.FromSeconds(60) };

    // Four megabytes a second, as over a line between two places.
    sealed class EndlessBody : HttpContent
    {
        static readonly byte[] Part = new byte[4_096];

        public EndlessBody() => Headers.ContentType = new("application/json");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
            while (await timer.WaitForNextTickAsync())
                await stream.WriteAsync(Part);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
