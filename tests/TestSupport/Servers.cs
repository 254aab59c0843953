using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>
/// The PostgreSQL and the RabbitMQ that tests run against. Given from outside (TEST_PG, TEST_AMQP, TEST_AMQP_HTTP: <c>./test</c> starts one
/// pair for all projects), else started once for this test process and ended with it: in containers with TEST_SERVERS=containers,
/// else by the scripts of the AppHost.
/// </summary>
public static class Servers
{
    static readonly Lazy<Task<Addresses>> Source = new(Find);
    static int hosts;

    /// <summary>Where both servers are.</summary>
    /// <param name="Postgres">ADO connection string of an administrator, without a database.</param>
    /// <param name="Amqp">The broker's default virtual host, with the administrator's name and password.</param>
    /// <param name="AmqpHttp">The broker's management interface, with the administrator's name and password.</param>
    public sealed record Addresses(string Postgres, string Amqp, string AmqpHttp);

    /// <summary>ADO connection string of an administrator, without a database.</summary>
    public static async Task<string> PostgresAsync() => (await Source.Value).Postgres;

    /// <summary>The broker's default virtual host. Tests that publish use <see cref="NewVirtualHost"/>.</summary>
    public static async Task<string> AmqpAsync() => (await Source.Value).Amqp;

    /// <summary>The broker's management interface, with the administrator's name and password in the address.</summary>
    public static async Task<string> ManagementAsync() => (await Source.Value).AmqpHttp;

    /// <summary>
    /// An empty virtual host of the shared broker, as an amqp address: one for each started service, so that they do not hear each other.
    /// </summary>
    public static async Task<string> NewVirtualHost([CallerMemberName] string purpose = "")
    {
        var servers = await Source.Value;
        var number = Interlocked.Increment(ref hosts).ToString(CultureInfo.InvariantCulture);
        var name = $"{purpose.ToLowerInvariant().Trim('.')}-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{number}";
        using var http = await Management();
        var host = Uri.EscapeDataString(name);
        (await http.PutAsync($"/api/vhosts/{host}", JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        var all = JsonContent.Create(
            new
            {
                configure = ".*",
                write = ".*",
                read = ".*",
            }
        );
        (await http.PutAsync($"/api/permissions/{host}/{new Uri(servers.Amqp).UserInfo.Split(':')[0]}", all)).EnsureSuccessStatusCode();
        return $"{servers.Amqp.TrimEnd('/')}/{host}";
    }

    /// <summary>What of this kind (queues, exchanges, bindings) lasts in a virtual host made here, as the broker would export it.</summary>
    public static async Task<IReadOnlyList<string>> DeclaredAsync(string amqp, string kind)
    {
        using var http = await Management();
        var definitions = await http.GetFromJsonAsync<JsonElement>(
            new Uri($"/api/definitions{new Uri(amqp).AbsolutePath}", UriKind.Relative)
        );
        return [.. definitions.GetProperty(kind).EnumerateArray().Select(element => element.GetRawText())];
    }

    /// <summary>A broker of the test's own, to kill and to start again.</summary>
    /// <param name="more">Settings beside those of the platform, in Erlang's form.</param>
    public static Task<InstalledServer> OwnBrokerAsync(string? more = null) => InstalledServer.Broker(more).Ready();

    /// <summary>A database server of the test's own, to kill and to start again.</summary>
    public static Task<InstalledServer> OwnPostgresAsync() => InstalledServer.Postgres().Ready();

    /// <summary>A database server of the test's own on a disk of so many megabytes, which the test can fill.</summary>
    public static Task<InstalledServer> OwnPostgresAsync(int megabytes) => InstalledServer.Postgres(megabytes).Ready();

    /// <summary>Speaks to the broker's management interface as its administrator.</summary>
    public static async Task<HttpClient> Management() => Management(new(await ManagementAsync()));

    /// <summary>Speaks to the management interface of any broker.</summary>
    /// <param name="address">With name and password.</param>
    public static HttpClient Management(Uri address)
    {
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
        HttpClient http = new() { BaseAddress = new($"http://{address.Authority}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", login);
        return http;
    }

    // The one place that knows where servers come from.
    static async Task<Addresses> Find()
    {
        var given = (Postgres: Variable("TEST_PG"), Amqp: Variable("TEST_AMQP"), AmqpHttp: Variable("TEST_AMQP_HTTP"));
        if (given is { Postgres: not null, Amqp: not null, AmqpHttp: not null })
            return new(given.Postgres, given.Amqp, given.AmqpHttp);
        if (given is not { Postgres: null, Amqp: null, AmqpHttp: null })
            throw new InvalidOperationException(
                "TEST_PG, TEST_AMQP and TEST_AMQP_HTTP (the broker's management interface) are given together or not at all."
            );
        return Variable("TEST_SERVERS") == "containers" ? await ServerContainers.Start() : await InstalledServers.Start();
    }

    static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
