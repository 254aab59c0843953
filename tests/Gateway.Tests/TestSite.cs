using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Clinic.Gateway.Accounts;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Clinic.Gateway.Tests;

/// <summary>Somebody with an account and an open session.</summary>
public sealed record Staff(Person Person, string Login, string Password, string AccessToken, string RefreshToken)
{
    public Guid Id => Person.Id;

    /// <summary>How the session stands to the second factor.</summary>
    public string SecondFactor { get; init; } = "";

    /// <summary>The permissions in the token, each as <c>branch:code</c>.</summary>
    public IReadOnlyList<string> Rights =>
        [
            .. new JsonWebToken(AccessToken)
                .Claims.Where(claim => claim.Type == "acc")
                .SelectMany(claim =>
                    claim
                        .Value[(claim.Value.IndexOf(':', StringComparison.Ordinal) + 1)..]
                        .Split(',')
                        .Select(code => $"{claim.Value[..claim.Value.IndexOf(':', StringComparison.Ordinal)]}:{code}")
                ),
        ];

    /// <summary>The permission codes in the token, wherever they hold.</summary>
    public IReadOnlyList<string> Codes =>
        [.. Rights.Select(right => right[(right.IndexOf(':', StringComparison.Ordinal) + 1)..]).Distinct()];
}

/// <summary>The gateway with its first administrator and one real service behind it.</summary>
public class TestSite : IAsyncLifetime
{
    public const string Password = "correct horse battery staple";

    readonly ConcurrentDictionary<string, Authenticator> authenticators = [];
    int known;

    public EscortService Escort { get; } = new();
    public GatewayService Gateway { get; private set; } = null!;

    /// <summary>One of the two lines to the service called training.</summary>
    public Relay Line { get; private set; } = null!;

    public Staff Administrator { get; private set; } = null!;

    public BusTap Bus => Gateway.Bus;
    public HttpClient Anonymous => Gateway.Anonymous;

    /// <summary>What differs from the generous settings.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    public async Task InitializeAsync()
    {
        await Escort.InitializeAsync();
        Line = new(Escort.Address);
        Gateway = new([.. Addresses(), .. Settings]);
        await Gateway.InitializeAsync();
        await Escort.Trust(Anonymous);
        (
            await Send(
                "/api/identity/administrator",
                new
                {
                    secret = GatewayService.Secret,
                    login = "administrator",
                    password = Password,
                }
            )
        ).Ok();
        Administrator = await LogIn("administrator");
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        Line.Dispose();
        await Escort.DisposeAsync();
    }

    /// <summary>Sends without a token.</summary>
    public async Task<Answer> Send(string path, object body, HttpClient? to = null)
    {
        using var content = JsonContent.Create(body, options: Json.Wire);
        return await Raw(new(HttpMethod.Post, path) { Content = content }, to);
    }

    /// <summary>Sends a request as it is.</summary>
    public async Task<Answer> Raw(HttpRequestMessage request, HttpClient? to = null)
    {
        using (request)
        {
            using var response = await (to ?? Anonymous).SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var isJson =
                response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json" && text.Length > 0;
            return new(
                response.StatusCode,
                isJson ? JsonDocument.Parse(text).RootElement : default,
                response.Headers.ETag?.ToString(),
                text
            );
        }
    }

    /// <summary>Logs in and stays so.</summary>
    public async Task<Staff> LogIn(string login, string password = Password)
    {
        var own = authenticators.GetValueOrDefault(login);
        var code = own is null ? null : await own.Next(Now);
        var session = With(
            (
                await Send(
                    "/api/identity/sessions",
                    new
                    {
                        login,
                        password,
                        code,
                    }
                )
            ).Ok(),
            login,
            password
        );
        if (session.SecondFactor != "Missing")
            return session;
        authenticators[login] = await Authenticator.SetUp((path, body) => session.Person.Post(path, body), Now);
        return With((await Send("/api/identity/sessions/refresh", new { refreshToken = session.RefreshToken })).Ok(), login, password);
    }

    /// <summary>What somebody shows besides the password, once a role asked for it.</summary>
    public Authenticator AuthenticatorOf(string login) => authenticators[login];

    /// <summary>The gateway's time.</summary>
    public DateTimeOffset Now() => Gateway.Clock.GetUtcNow();

    /// <summary>The session after a refresh.</summary>
    public Staff With(Answer tokens, string login, string password = Password)
    {
        var token = tokens["accessToken"].GetString()!;
        return new(new(Anonymous, tokens["personId"].GetGuid(), () => token), login, password, token, tokens["refreshToken"].GetString()!)
        {
            SecondFactor = tokens["secondFactor"].GetString()!,
        };
    }

    /// <summary>A branch the gateway has heard of.</summary>
    public async Task<Guid> Branch(string timeZone = "Asia/Shanghai")
    {
        var branch = Guid.CreateVersion7();
        await Bus.Say(new BranchOpened(branch, BranchKind.GeneralClinic, timeZone, new(2026, 1, 1)), branch);
        await Eventually.Is(async () => await Gateway.Database.Count($"known_branch WHERE id = '{branch}'") == 1);
        return branch;
    }

    /// <summary>HR hires somebody; the account is there when this returns.</summary>
    public async Task<Guid> Hire(Guid branch, Post post, Guid? employee = null, DateOnly? firstDay = null)
    {
        var id = employee ?? Guid.CreateVersion7();
        await Bus.Say(new EmployeeHired(id, branch, post, null, firstDay ?? new(2026, 1, 1), DateTimeOffset.UtcNow, 1), id);
        await Eventually.Is(async () => (await Account(id)).Accepted);
        return id;
    }

    /// <summary>Hires somebody who chooses a password, logs in and, where the post asks for it, sets up an authenticator.</summary>
    public async Task<Staff> Staffed(Guid branch, Post post, bool signs = false)
    {
        var id = await Hire(branch, post);
        if (signs)
            await Sign(id, branch);
        return await LogIn(await Activate(id, post));
    }

    /// <summary>The person chooses a password with a code of the administrator; answers the login name.</summary>
    public async Task<string> Activate(Guid employee, Post post)
    {
        var login = $"{post.ToString().ToLowerInvariant()}.{Interlocked.Increment(ref known)}";
        var code = (await Invite(employee, login)).Ok()["code"].GetString();
        (
            await Send(
                "/api/identity/activations",
                new
                {
                    login,
                    code,
                    password = Password,
                }
            )
        ).Ok();
        return login;
    }

    /// <summary>The person signs the confidentiality agreement.</summary>
    public async Task Sign(Guid employee, Guid branch)
    {
        await Bus.Say(new ConfidentialityAgreementSigned(employee, branch, "2026-1", DateTimeOffset.UtcNow), employee);
        await Eventually.Sees(() => Account(employee), answer => answer["clientDataOpen"].GetBoolean());
    }

    /// <summary>The administrator makes an activation code.</summary>
    public async Task<Answer> Invite(Guid employee, string login) =>
        await (await Admin()).Post($"/api/identity/accounts/{employee}/activation-code", new { login });

    /// <summary>The administrator looks at an account.</summary>
    public async Task<Answer> Account(Guid employee) => await (await Admin()).Get($"/api/identity/accounts/{employee}");

    /// <summary>The administrator, logged in again when the clock was moved meanwhile.</summary>
    public async Task<Person> Admin()
    {
        if (Now() > new JsonWebToken(Administrator.AccessToken).ValidTo - TimeSpan.FromMinutes(1))
            Administrator = await LogIn("administrator");
        return Administrator.Person;
    }

    /// <summary>Whom the throttle of the gateway holds up.</summary>
    internal async Task<HeldUp> HeldUp()
    {
        await using var scope = Gateway.Services.CreateAsyncScope();
        return await Gateway.Services.GetRequiredService<Throttle>().Now(scope.ServiceProvider.GetRequiredService<IdentityDb>(), default);
    }

    /// <summary>Moves the gateway's own clock.</summary>
    public async Task Move(TimeSpan further)
    {
        await using var scope = Gateway.Services.CreateAsyncScope();
        await MoveClock.To(scope.ServiceProvider.GetRequiredService<IdentityDb>(), Gateway.Clock, Gateway.Clock.Ahead + further, default);
    }

    // A port where nobody listens stands for a service that died; training is the escort service with a second line to it.
    IEnumerable<KeyValuePair<string, string>> Addresses() =>
        [
            new("services:escort:http:0", Escort.Address.ToString()),
            new("services:payroll:http:0", "http://127.0.0.1:9/"),
            new("services:training:http:0", Line.Address.ToString()),
            new("services:training:http:1", Escort.Address.ToString()),
        ];
}

/// <summary>Most tests share one site, each with people and branches of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedSite : ICollectionFixture<TestSite>
{
    public const string Name = "the site";
}
