using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;

namespace Clinic.TestSupport;

/// <summary>The whole platform as <c>./run</c> starts it: real processes on fresh data, entered through the gateway alone.</summary>
public sealed class Stack : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90), LongestStop = TimeSpan.FromSeconds(90);

    readonly Process launcher;
    readonly string data;

    Stack(Process launcher, string data) => (this.launcher, this.data) = (launcher, data);

    /// <summary>Where people enter.</summary>
    public Uri Gateway { get; private set; } = null!;

    /// <summary>The secret that makes the first person administrator.</summary>
    public string AdministratorSecret => Secret("administrator-secret");

    /// <summary>Seconds from the start of the launch until the gateway was healthy.</summary>
    public double SecondsToReady { get; private set; }

    /// <summary>Starts the platform.</summary>
    /// <param name="arguments">For the launcher, for example <c>--keep-alive</c>.</param>
    /// <param name="environment">For every process of it.</param>
    public static async Task<Stack> Start(string[] arguments, params (string Key, string Value)[] environment)
    {
        var data = Directory.CreateTempSubdirectory("clinic-stack-").FullName;
        // PostgreSQL runs as a user of its own and must get to its files.
        File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        ProcessStartInfo start = new("dotnet", [Path.Combine(Repository, "AppHost/bin/Release/net10.0/Clinic.AppHost.dll"), "--data", data, "--port", FreePort(), "--end-with-input", .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.Combine(Repository, "AppHost"),
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        // Everybody in a test comes from one address.
        start.Environment["Login__TriesPerAddress"] = "1000000";
        start.Environment["RateLimit__PerSecond"] = start.Environment["RateLimit__Burst"] = "1000000";
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        Stack stack = new(process, data);
        try
        {
            var run = await Eventually.Sees(() => Task.FromResult(process.HasExited ? throw new InvalidOperationException($"The launch ended: {stack.Logs()}") : stack.Run()),
                seen => seen is { } one && one.TryGetProperty("secondsToReady", out var seconds) && seconds.ValueKind == JsonValueKind.Number, LongestStart);
            stack.Gateway = new(run!.Value.GetProperty("gateway").GetString()!);
            stack.SecondsToReady = run.Value.GetProperty("secondsToReady").GetDouble();
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>The process of a resource; null while it is not running.</summary>
    public int? ProcessOf(string resource) => Run() is { } run && Resource(run, resource).GetProperty("pids") is var pids && pids.GetArrayLength() > 0 ? pids[0].GetInt32() : null;

    /// <summary>Ends a resource's process without warning, as a power cut would.</summary>
    public bool Kill(string resource)
    {
        if (ProcessOf(resource) is not { } pid) return false;
        try
        {
            Process.GetProcessById(pid).Kill();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>True when a resource was started again that often and is healthy.</summary>
    public bool Restarted(string resource, int times) =>
        Run() is { } run && Resource(run, resource) is var one && one.GetProperty("restarts").GetInt32() >= times && one.GetProperty("health").GetString() == "Healthy";

    /// <summary>Runs SQL in a service's database as the server's administrator, for oracles only.</summary>
    public async Task<List<T>> Sql<T>(string database, string sql)
    {
        await using NpgsqlConnection connection = new(Administrator(database));
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetFieldValue<T>(0));
        return rows;
    }

    /// <summary>The administrator's connection string to a database.</summary>
    public string Administrator(string database)
    {
        return new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = PortOf("postgres"), Username = "clinic", Password = Secret("postgres-password"), Database = database, Pooling = false }.ConnectionString;
    }

    /// <summary>The broker's address.</summary>
    public string Amqp => $"amqp://clinic:{Secret("bus-password")}@127.0.0.1:{PortOf("bus")}";

    /// <summary>A service's own address, past the gateway, to compare with it.</summary>
    public Uri AddressOf(string resource) => new($"http://127.0.0.1:{PortOf(resource)}");

    /// <summary>What all processes of the platform hold, shared pages counted by their share, in GiB.</summary>
    public double MemoryAtRest()
    {
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, null))
            .Select(pid => (Pid: pid, Parent: ParentOf(pid))).ToList();
        HashSet<int> family = [launcher.Id];
        for (var size = 0; size != family.Count;)
        {
            size = family.Count;
            family.UnionWith(parents.Where(one => family.Contains(one.Parent)).Select(one => one.Pid));
        }
        return family.Sum(Pss) / 1024.0 / 1024.0;
    }

    /// <summary>The last lines of every log, for a failure's message.</summary>
    public string Logs() => !Directory.Exists(Path.Combine(data, "logs")) ? "no logs" : string.Join('\n',
        Directory.GetFiles(Path.Combine(data, "logs")).Select(file => $"--- {Path.GetFileName(file)}\n{string.Join('\n', File.ReadLines(file).TakeLast(8))}"));

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Up(AppContext.BaseDirectory);

    public async ValueTask DisposeAsync()
    {
        if (!launcher.HasExited)
        {
            using var asked = Process.Start("kill", ["-TERM", launcher.Id.ToString(CultureInfo.InvariantCulture)]);
            using CancellationTokenSource limit = new(LongestStop);
            try
            {
                await launcher.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                // Its files are still in use; why the test failed, if it did, is what has to be told.
                launcher.Kill();
                launcher.Dispose();
                await Console.Error.WriteLineAsync($"The launch did not end: {Logs()}");
                return;
            }
        }
        launcher.Dispose();
        Directory.Delete(data, recursive: true);
    }

    // Not the default one, which a person's own platform on this machine may have.
    internal static string FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    int PortOf(string resource) => new Uri(Resource(Run()!.Value, resource).GetProperty("addresses").EnumerateObject().First(one => one.Name is "tcp" or "http" or "amqp").Value.GetString()!).Port;

    static int ParentOf(int pid)
    {
        try
        {
            return int.Parse(File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal)).AsSpan(5), null);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    static long Pss(int pid)
    {
        try
        {
            return File.ReadLines($"/proc/{pid}/smaps_rollup").Where(line => line.StartsWith("Pss:", StringComparison.Ordinal)).Sum(line => long.Parse(line.AsSpan(4, line.Length - 6), null));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    JsonElement? Run()
    {
        var file = Path.Combine(data, "run.json");
        return File.Exists(file) ? JsonDocument.Parse(File.ReadAllText(file)).RootElement : null;
    }

    string Secret(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "secrets.json"))).RootElement.GetProperty(name).GetString()!;

    static JsonElement Resource(JsonElement run, string name) => run.GetProperty("resources").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    static string Up(string folder) => File.Exists(Path.Combine(folder, "Platform.sln")) ? folder : Up(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("Not inside the repository."));
}
