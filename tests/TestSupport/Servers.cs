using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Clinic.AppHost.Native;

namespace Clinic.TestSupport;

/// <summary>
/// The PostgreSQL and the RabbitMQ tests run against. Given from outside (TEST_PG, TEST_AMQP, TEST_AMQP_HTTP: `./test` starts one pair
/// for all projects), else started once for this test process with the engine's code and ended with it.
/// </summary>
public static class Servers
{
    private const string Prefix = "clinic-tests-";

    private static readonly Lazy<Task<PostgresServer>> OwnPostgres = new(async () => await PostgresServer.StartAsync(OwnDirectory()));
    private static readonly Lazy<Task<RabbitBroker>> OwnBroker = new(async () => await RabbitBroker.StartAsync(OwnDirectory()));
    private static readonly Lazy<Task<TestServers>> Source = new(FindAsync);
    private static string? _directory;
    private static int _hosts;

    /// <summary>ADO connection string of an administrator, without a database.</summary>
    public static async Task<string> PostgresAsync() => (await Source.Value).Postgres;

    /// <summary>The broker's default virtual host. Tests that publish use <see cref="NewVirtualHost"/>.</summary>
    public static async Task<string> AmqpAsync() => (await Source.Value).Amqp;

    /// <summary>The broker's management interface, with name and password in its address.</summary>
    public static async Task<string> ManagementAsync() => (await Source.Value).AmqpHttp;

    /// <summary>An empty virtual host of the shared broker, as an amqp address: one for each test class, so that they do not hear each other.</summary>
    public static async Task<string> NewVirtualHost([CallerMemberName] string purpose = "")
    {
        var servers = await Source.Value;
        var number = Interlocked.Increment(ref _hosts).ToString(CultureInfo.InvariantCulture);
        var name = $"{purpose.ToLowerInvariant().Trim('.')}-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{number}";
        return await RabbitBroker.CreateVirtualHostAsync(servers.Amqp, servers.AmqpHttp, name);
    }

    /// <summary>What of this kind (queues, exchanges, bindings) lasts in a virtual host made here, as the broker would export it.</summary>
    public static async Task<IReadOnlyList<string>> DeclaredAsync(string amqp, string kind)
    {
        using var http = RabbitBroker.Management((await Source.Value).AmqpHttp);
        var definitions = await http.GetFromJsonAsync<JsonElement>(new Uri($"/api/definitions{new Uri(amqp).AbsolutePath}", UriKind.Relative));
        return [.. definitions.GetProperty(kind).EnumerateArray().Select(one => one.GetRawText())];
    }

    /// <summary>A broker of the test's own, to stop, kill and start again: <see cref="RabbitBroker.KillAsync"/>, <see cref="RabbitBroker.RestartAsync"/>.</summary>
    public static Task<RabbitBroker> OwnBrokerAsync() => RabbitBroker.StartAsync(NewDirectory("broker"));

    /// <summary>A database server of the test's own, to stop, kill and start again.</summary>
    public static Task<PostgresServer> OwnPostgresAsync() => PostgresServer.StartAsync(NewDirectory("postgres"));

    /// <summary>A directory below which servers can live: PostgreSQL runs as a user of its own, who must be able to pass.</summary>
    public static string NewDirectory(string purpose)
    {
        var directory = Path.Combine(
            OwnDirectory(), $"{purpose}-{Interlocked.Increment(ref _hosts).ToString(CultureInfo.InvariantCulture)}");
        Directory.CreateDirectory(directory);
        return directory;
    }

    // The one place that knows where servers come from: a third source (Testcontainers) joins here.
    private static async Task<TestServers> FindAsync()
    {
        var postgres = Environment.GetEnvironmentVariable("TEST_PG");
        var amqp = Environment.GetEnvironmentVariable("TEST_AMQP");
        var amqpHttp = Environment.GetEnvironmentVariable("TEST_AMQP_HTTP");
        if (amqp is not null && amqpHttp is null)
        {
            throw new InvalidOperationException(
                "TEST_AMQP needs TEST_AMQP_HTTP beside it: the broker's management interface (http://user:password@host:15672), by which tests make virtual hosts.");
        }

        var ownPostgres = postgres is null ? OwnPostgres.Value : null;
        var ownBroker = amqp is null ? OwnBroker.Value : null;
        return new TestServers(
            postgres ?? WithoutDatabase((await ownPostgres!).ConnectionString),
            amqp ?? (await ownBroker!).Uri,
            amqpHttp ?? (await ownBroker!).ManagementUri!);
    }

    private static string WithoutDatabase(string connectionString) => connectionString[..connectionString.LastIndexOf(";Database=", StringComparison.Ordinal)];

    private static string OwnDirectory()
    {
        lock (Source)
        {
            if (_directory is null)
            {
                Sweep();
                // Not CreateTempSubdirectory: nobody else could pass through that.
                _directory = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}")).FullName;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
            }

            return _directory;
        }
    }

    /// <summary>Test runners give a process a tenth of a second to end, which is too short to remove a database: the next one does it.</summary>
    private static void Sweep()
    {
        foreach (var directory in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            var process = Path.GetFileName(directory)[Prefix.Length..].Split('-')[0];
            if (!Directory.Exists($"/proc/{process}"))
            {
                Remove(directory);
            }
        }
    }

    private static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or a server is still on its way out.
        }
    }

    private static void End()
    {
        // Their watchers would end them anyway once this process is gone.
        Task[] stops =
        [
            OwnPostgres.IsValueCreated ? OwnPostgres.Value.ContinueWith(t => t.Result.StopAsync(), TaskScheduler.Default).Unwrap() : Task.CompletedTask,
            OwnBroker.IsValueCreated ? OwnBroker.Value.ContinueWith(t => t.Result.KillAsync(), TaskScheduler.Default).Unwrap() : Task.CompletedTask,
        ];
        Task.WaitAll(stops, TimeSpan.FromSeconds(20));
        Remove(_directory!);
    }

    private sealed record TestServers(string Postgres, string Amqp, string AmqpHttp);
}
