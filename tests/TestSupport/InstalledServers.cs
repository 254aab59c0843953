using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace Clinic.TestSupport;

/// <summary>Both servers as installed programs, for all tests of this process, which they end with.</summary>
static class InstalledServers
{
    public static async Task<Servers.Addresses> Start()
    {
        var (postgres, broker) = (InstalledServer.Postgres(), InstalledServer.Broker());
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            postgres.End();
            broker.End();
        };
        await Task.WhenAll(postgres.Ready(), broker.Ready());
        return new(postgres.ConnectionString.Replace(";Database=postgres", "", StringComparison.Ordinal), broker.Uri, broker.ManagementUri);
    }
}

/// <summary>
/// A PostgreSQL or a RabbitMQ of a test's own, to kill and to start again, over a folder and on ports of its own. It is started by the same
/// script as the platform's. Should this process be killed, its input ends, and so does it; then only the folder stays.
/// </summary>
public sealed class InstalledServer : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90),
        LongestEnd = TimeSpan.FromSeconds(20);

    readonly string script,
        processFile,
        folder;
    readonly Dictionary<string, string> variables;
    Process process;

    InstalledServer(string script, string processFile, Dictionary<string, string> more, int? megabytes = null, string? settings = null)
    {
        // Not CreateTempSubdirectory: the server's own user could not pass through that.
        folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"clinic-tests-{Guid.NewGuid():N}")).FullName;
        (this.script, this.processFile) = (Path.Combine(Stack.Repository, "AppHost", script), Path.Combine(folder, "data", processFile));
        variables = new(more) { ["DATA"] = Path.Combine(folder, "data"), ["PORT"] = MachineProcesses.FreePort() };
        if (megabytes is { } size)
            Disk = new(Directory.CreateDirectory(variables["DATA"]).FullName, size);
        if (settings is not null)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(variables["DATA"]).FullName, "advanced.config"), settings);
        process = Started();
    }

    /// <summary>The small disk that its data are on, when it has one.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>Of the database server's administrator, for database <c>postgres</c>.</summary>
    public string ConnectionString => $"Host=localhost;Port={variables["PORT"]};Username=clinic;Password={Password};Database=postgres";

    /// <summary>Of the broker, with the administrator's login.</summary>
    public string Uri => $"amqp://clinic:{Password}@localhost:{variables["PORT"]}";

    /// <summary>Of the broker's management interface, with the administrator's login.</summary>
    public string ManagementUri => $"http://clinic:{Password}@localhost:{variables["MANAGEMENT_PORT"]}";

    string Password => variables.GetValueOrDefault("POSTGRES_PASSWORD") ?? variables["RABBITMQ_DEFAULT_PASS"];

    /// <summary>A database server that is starting.</summary>
    /// <param name="megabytes">The size of a disk of its own, where one can be made.</param>
    public static InstalledServer Postgres(int? megabytes = null) =>
        new(
            "start-postgres",
            "data/postmaster.pid",
            new() { ["POSTGRES_USER"] = "clinic", ["POSTGRES_PASSWORD"] = Guid.NewGuid().ToString("N") },
            megabytes
        );

    /// <summary>A broker with its management interface that is starting.</summary>
    /// <param name="more">Settings beside those of the platform, in Erlang's form.</param>
    public static InstalledServer Broker(string? more = null) =>
        new(
            "start-rabbitmq",
            "rabbit.pid",
            new()
            {
                ["RABBITMQ_DEFAULT_USER"] = "clinic",
                ["RABBITMQ_DEFAULT_PASS"] = Guid.NewGuid().ToString("N"),
                ["MANAGEMENT_PORT"] = MachineProcesses.FreePort(),
                ["EPMD_PORT"] = MachineProcesses.FreePort(),
                ["DISTRIBUTION_PORT"] = MachineProcesses.FreePort(),
            },
            settings: more
        );

    /// <summary>Waits until it answers.</summary>
    public async Task<InstalledServer> Ready()
    {
        await Eventually.Is(
            () => process.HasExited ? throw new InvalidOperationException($"{script} ended with {process.ExitCode}.") : Answers(),
            LongestStart
        );
        return this;
    }

    /// <summary>kill −9 of the server, as a power cut would.</summary>
    public async Task KillAsync()
    {
        MachineProcesses.Signal(int.Parse((await File.ReadAllLinesAsync(processFile))[0], null), "KILL");
        await process.WaitForExitAsync();
    }

    /// <summary>Starts it again on the same port with the same data, after it was killed.</summary>
    public async Task RestartAsync()
    {
        process = Started();
        await Ready();
    }

    /// <summary>Tells the broker something, as its operator does with <c>rabbitmqctl</c>.</summary>
    public async Task Control(params string[] words)
    {
        var program = Directory.GetDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*").Order(StringComparer.Ordinal).Last();
        string[] environment = [$"HOME={variables["DATA"]}/home", $"ERL_EPMD_PORT={variables["EPMD_PORT"]}", "LC_ALL=C.UTF-8"];
        using var control = Process.Start(
            Path.Combine(Stack.Repository, "AppHost", "as-user"),
            [
                "clinicmq",
                "env",
                "-i",
                "PATH=/usr/bin:/bin",
                .. environment,
                $"{program}/sbin/rabbitmqctl",
                "-n",
                "clinic@localhost",
                .. words,
            ]
        );
        await control.WaitForExitAsync();
        if (control.ExitCode != 0)
            throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', words)} ended with {control.ExitCode}.");
    }

    /// <summary>Ends it and removes its data.</summary>
    public void End()
    {
        Disk?.Free();
        process.StandardInput.Close();
        process.WaitForExit(LongestEnd);
        Disk?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    Process Started()
    {
        var started = MachineProcesses.StartUntilInputEnds(script, [], variables);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    async Task<bool> Answers()
    {
        try
        {
            if (variables.ContainsKey("POSTGRES_USER"))
            {
                await using NpgsqlConnection connection = new($"{ConnectionString};Pooling=false");
                await connection.OpenAsync();
                return true;
            }
            using HttpClient http = new();
            // It asks for a login, so it is there.
            using var answer = await http.GetAsync(new Uri($"http://localhost:{variables["MANAGEMENT_PORT"]}/api/vhosts"));
            using TcpClient broker = new("localhost", int.Parse(variables["PORT"], null));
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or HttpRequestException or SocketException)
        {
            return false;
        }
    }
}
