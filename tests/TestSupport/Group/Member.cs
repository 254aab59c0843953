using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>
/// A member of staff with an account: logs in again when the session is over, sets up an authenticator when a role asks for one, and shows
/// the password again where an act asks for it.
/// </summary>
public sealed class Member(PlatformClient platform, Guid id, string login, string password)
{
    const string Sessions = "/api/identity/sessions";

    readonly SemaphoreSlim turn = new(1, 1);
    string? token;
    string? refresh;
    DateTimeOffset expires;

    /// <summary>The employee.</summary>
    public Guid Id => id;

    /// <summary>The name used to log in.</summary>
    public string Login => login;

    /// <summary>The telephone number that HR wrote down.</summary>
    public string? Mobile { get; init; }

    /// <summary>What the person shows besides the password, if a role asked for it.</summary>
    public Authenticator? Authenticator { get; private set; }

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
        await turn.WaitAsync();
        try
        {
            if (token is null || anew || platform.Now > expires - TimeSpan.FromSeconds(60))
                Take(await WithSecondFactor(await Refreshed() ?? await LoggedIn()));
            return token!;
        }
        finally
        {
            turn.Release();
        }
    }

    async Task<Answer?> Refreshed()
    {
        if (refresh is null)
            return null;
        var answer = await Send($"{Sessions}/refresh", new { refreshToken = refresh });
        return answer.Accepted ? answer : null;
    }

    async Task<Answer> LoggedIn()
    {
        var code = Authenticator is null ? null : await Authenticator.Next(() => platform.Now);
        return (
            await Send(
                Sessions,
                new
                {
                    login,
                    password,
                    code,
                }
            )
        ).Ok();
    }

    async Task<Answer> WithSecondFactor(Answer session)
    {
        if (session["secondFactor"].GetString() != "Missing")
            return session;
        if (Authenticator is not null)
            return await LoggedIn();
        var own = session["accessToken"].GetString();
        Authenticator = await Authenticator.SetUp(Sent, () => platform.Now);
        return (await Send($"{Sessions}/refresh", new { refreshToken = session["refreshToken"].GetString() })).Ok();

        async Task<Answer> Sent(string path, object body)
        {
            var answer = await Send(path, body, own);
            if (!answer.Refused("proof-needed"))
                return answer;
            own = (await Proven(own)).Ok()["accessToken"].GetString();
            return await Send(path, body, own);
        }
    }

    Task<Answer> Proven(string? with) => Send($"{Sessions}/current/proof", new { password }, with);

    async Task<Answer> Act(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var answer = await Once(method, path, body, ifMatch);
        if (!answer.Refused("proof-needed"))
            return answer;
        // The time from the login on may have been jumped over by moving the clock.
        await turn.WaitAsync();
        try
        {
            var proven = (await Proven(token)).Ok();
            (token, expires) = (proven["accessToken"].GetString(), proven["expiresAt"].GetDateTimeOffset());
        }
        finally
        {
            turn.Release();
        }
        return await Once(method, path, body, ifMatch);
    }

    async Task<Answer> Once(HttpMethod method, string path, object? body, string? ifMatch)
    {
        using var content = body is null ? null : JsonContent.Create(body, options: ServiceDefaults.Json.Wire);
        return await platform.Send(method, path, content, await Token(), ifMatch);
    }

    async Task<Answer> Send(string path, object body, string? with = null)
    {
        using var content = JsonContent.Create(body);
        return await platform.Send(HttpMethod.Post, path, content, with);
    }

    void Take(Answer session)
    {
        (token, refresh) = (session["accessToken"].GetString(), session["refreshToken"].GetString());
        expires = session["expiresAt"].GetDateTimeOffset();
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

    /// <summary>
    /// Moves the whole platform's clock forward. A jump over the day on which the gateway signs with its next key shows the services a key
    /// that they had no time to fetch, and they ask at most every half minute: that is waited for.
    /// </summary>
    public async Task MoveClock(Member administrator, TimeSpan further)
    {
        (await administrator.Put("/ops/clock", new { ahead = Ahead + further })).Ok();
        Ahead += further;
        if (KeyOf(await administrator.Token()) == await KeyInUse())
            return;
        await Eventually.Is(async () => KeyOf(await administrator.Token(anew: true)) == await KeyInUse());
        foreach (var service in new[] { "registration", "escort", "feedback", "training", "payroll" })
            await Eventually.Sees(
                async () => (await administrator.Get($"/api/{service}/worklist")).Status,
                status => status != HttpStatusCode.Unauthorized,
                TimeSpan.FromMinutes(1)
            );
    }

    static string KeyOf(string token) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan(0, token.IndexOf('.')))).RootElement.GetProperty("kid").GetString()!;

    // The id of a key begins with the instant from which it is used.
    async Task<string> KeyInUse()
    {
        var published = await http.GetFromJsonAsync<JsonElement>(new Uri("/.well-known/jwks.json", UriKind.Relative));
        return published
            .GetProperty("keys")
            .EnumerateArray()
            .Select(key => key.GetProperty("kid").GetString()!)
            .Where(id =>
                DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.Replace("-", "", StringComparison.Ordinal)[..12], 16)) <= Now
            )
            .Max(StringComparer.Ordinal)!;
    }
}
