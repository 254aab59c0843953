using System.Net.Http.Json;

namespace Clinic.TestSupport;

/// <summary>A member of staff with an account, who logs in again by password when the token has run out.</summary>
public sealed class Member(PlatformClient platform, Guid id, string login, string password)
{
    string? token;
    DateTimeOffset expires;

    /// <summary>The employee.</summary>
    public Guid Id => id;

    /// <summary>The name used to log in.</summary>
    public string Login => login;

    /// <summary>Reads.</summary>
    public Task<Answer> Get(string path) => Act(HttpMethod.Get, path);

    /// <summary>Acts.</summary>
    public Task<Answer> Post(string path, object? body = null, string? ifMatch = null) =>
        Act(HttpMethod.Post, path, body ?? new { }, ifMatch);

    /// <summary>Sets.</summary>
    public Task<Answer> Put(string path, object body, string? ifMatch = null) => Act(HttpMethod.Put, path, body, ifMatch);

    /// <summary>Sends a body as it is.</summary>
    public async Task<Answer> Raw(HttpMethod method, string path, HttpContent? content) =>
        await platform.Send(method, path, content, await Token());

    /// <summary>Watches a live board.</summary>
    public async Task<LiveScreen> Watch(string path) => await LiveScreen.Open(platform.Http, path, await Token());

    /// <summary>The access token in use; a new one after a change of rights.</summary>
    public async Task<string> Token(bool anew = false)
    {
        if (token is null || anew || platform.Now > expires - TimeSpan.FromSeconds(60))
        {
            var session = (
                await platform.Send(HttpMethod.Post, "/api/identity/sessions", JsonContent.Create(new { login, password }), null)
            ).Ok();
            (token, expires) = (session["accessToken"].GetString(), session["expiresAt"].GetDateTimeOffset());
        }
        return token!;
    }

    async Task<Answer> Act(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var content = body is null ? null : JsonContent.Create(body, options: ServiceDefaults.Json.Wire);
        return await platform.Send(method, path, content, await Token(), ifMatch);
    }
}

/// <summary>The gateway as a front end reaches it; nothing of the platform is reached any other way.</summary>
/// <param name="gateway">Its address.</param>
/// <param name="daysBack">How long before today the clock of a demonstration began.</param>
public sealed class PlatformClient(Uri gateway, int daysBack = 0)
{
    readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
    {
        BaseAddress = gateway,
        Timeout = TimeSpan.FromSeconds(30),
    };

    internal HttpClient Http => http;

    /// <summary>Its address.</summary>
    public Uri Gateway => gateway;

    /// <summary>How far the platform's clock was moved ahead since it began.</summary>
    public TimeSpan Ahead { get; private set; }

    /// <summary>The platform's time.</summary>
    public DateTimeOffset Now => DateTimeOffset.UtcNow - TimeSpan.FromDays(daysBack) + Ahead;

    /// <summary>Sends one request, never twice.</summary>
    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, string? token, string? ifMatch = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await http.SendAsync(request);
        return await Answer.Read(response);
    }

    /// <summary>Moves the whole platform's clock forward.</summary>
    public async Task MoveClock(Member administrator, TimeSpan further)
    {
        (await administrator.Put("/ops/clock", new { ahead = Ahead + further })).Ok();
        Ahead += further;
    }
}
