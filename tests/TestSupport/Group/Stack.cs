using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Clinic.TestSupport;

/// <summary>The whole platform as <c>./run</c> starts it: real processes on fresh data, entered through the gateway alone.</summary>
public sealed class Stack : IAsyncDisposable
{
    static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3),
        LongestStop = TimeSpan.FromSeconds(90);

    readonly Process launcher;
    readonly string data;
    readonly ConcurrentQueue<string> said = [];
    bool keepsData;

    Stack(Process launcher, string data)
    {
        (this.launcher, this.data) = (launcher, data);
        launcher.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        launcher.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        launcher.BeginOutputReadLine();
        launcher.BeginErrorReadLine();
    }

    /// <summary>What the launch has told its person so far.</summary>
    public string Said => string.Join('\n', said);

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => launcher.HasExited;

    /// <summary>With what code it ended.</summary>
    public int ExitCode => launcher.ExitCode;

    /// <summary>The folder of its data, logs and secrets.</summary>
    public string Data => data;

    /// <summary>The process of the AppHost itself.</summary>
    public int Launcher => Run()!.Value.GetProperty("launcher").GetInt32();

    /// <summary>Every process of this launch that still runs, by the lock that all of them inherit.</summary>
    public List<int> Processes() => MachineProcesses.Holding(Path.Combine(data, "lock"));

    /// <summary>Where people enter.</summary>
    public Uri Gateway { get; private set; } = null!;

    /// <summary>The secret that makes the first person administrator.</summary>
    public string AdministratorSecret => Secret("administrator-secret");

    /// <summary>Seconds from the start of the launch until the gateway was healthy.</summary>
    public double SecondsToReady { get; private set; }

    /// <summary>Starts the platform.</summary>
    /// <param name="arguments">For <c>./run</c>, for example <c>--keep-alive</c>.</param>
    /// <param name="environment">For every process of it.</param>
    public static Task<Stack> Start(string[] arguments, params (string Key, string Value)[] environment) =>
        StartOver(NewFolder(), ["--port", MachineProcesses.FreePort(), .. arguments], environment);

    /// <summary>Starts the platform over a folder of its own choosing, which may hold the data of an earlier one.</summary>
    public static async Task<Stack> StartOver(string data, string[] arguments, params (string Key, string Value)[] environment)
    {
        File.Delete(Path.Combine(data, "run.json"));
        var stack = Launch(data, arguments, environment);
        try
        {
            var run = await Eventually.Sees(
                () =>
                    Task.FromResult(
                        stack.HasEnded ? throw new InvalidOperationException($"The launch ended: {stack.Logs()}") : stack.Run()
                    ),
                seen =>
                    seen is { } one
                    && one.GetProperty("running").GetBoolean()
                    && one.GetProperty("secondsToReady").ValueKind == JsonValueKind.Number
                    && HasQueues(one),
                LongestStart
            );
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

    // The gateway does not wait for the queues, and nobody sends a fact before they are there.
    static bool HasQueues(JsonElement run) =>
        run.GetProperty("resources")
            .EnumerateArray()
            .Any(resource =>
                resource.GetProperty("name").GetString() == "topology" && resource.GetProperty("state").GetString() == "Finished"
            );

    /// <summary>Starts the launch and does not wait for it.</summary>
    public static Stack Launch(string data, string[] arguments, params (string Key, string Value)[] environment)
    {
        Dictionary<string, string> variables = new()
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            // Everybody in a test comes from one address.
            ["Login__NamesPerAddress"] = "1000000",
            ["RateLimit__PerSecond"] = "1000000",
            ["RateLimit__Burst"] = "1000000",
        };
        foreach (var (key, value) in environment)
            variables[key] = value;
        string[] common =
        [
            "--data",
            data,
            "--installed",
            .. arguments.Any(text => text.EndsWith("dashboard", StringComparison.Ordinal)) ? [] : (string[])["--no-dashboard"],
        ];
        return new(MachineProcesses.StartUntilInputEnds(Path.Combine(Repository, "run"), [.. common, .. arguments], variables), data);
    }

    /// <summary>A folder that the servers' own users can pass through.</summary>
    public static string NewFolder()
    {
        var data = Directory.CreateTempSubdirectory("clinic-stack-").FullName;
        File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        return data;
    }

    /// <summary>
    /// The process of a resource; null while it is not running. Of a server it is the server itself, not the script around it.
    /// </summary>
    public int? ProcessOf(string resource)
    {
        var file = resource switch
        {
            "postgres" => "volumes/clinic-postgres/data/postmaster.pid",
            "bus" => "volumes/clinic-bus/rabbit.pid",
            _ => null,
        };
        if (file is null)
            return Run() is { } run && Resource(run, resource).GetProperty("pid").GetString() is { } pid ? int.Parse(pid, null) : null;
        return
            File.Exists(Path.Combine(data, file)) && int.TryParse(File.ReadLines(Path.Combine(data, file)).FirstOrDefault(), out var server)
            ? server
            : null;
    }

    /// <summary>Ends a resource's process without warning, as a power cut would.</summary>
    public bool Kill(string resource)
    {
        if (ProcessOf(resource) is not { } pid)
            return false;
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

    /// <summary>
    /// Cuts every connection that a service holds to the database server and to the broker, and tells how many.
    /// </summary>
    public async Task<int> CutLines(string service)
    {
        var cut = await Sql<bool>(service, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{service}_app'");
        using var broker = Servers.Management(new($"http://clinic:{Secret("bus-password")}@127.0.0.1:{PortOf("bus", "management")}"));
        var lines = await broker.GetFromJsonAsync<JsonElement>("/api/connections");
        foreach (var line in lines.EnumerateArray().Where(line => line.GetProperty("user").GetString() == service))
        {
            var name = Uri.EscapeDataString(line.GetProperty("name").GetString()!);
            using var closed = await broker.DeleteAsync(new Uri($"/api/connections/{name}", UriKind.Relative));
            cut.Add(closed.IsSuccessStatusCode);
        }
        return cut.Count(done => done);
    }

    /// <summary>
    /// True when a resource was started again that often and listens. Aspire's word for its health may still be the one of before.
    /// </summary>
    public bool Restarted(string resource, int times) =>
        Run() is { } run
        && Resource(run, resource is "postgres" or "bus" ? $"{resource}-program" : resource).GetProperty("restarts").GetInt32() >= times
        && ProcessOf(resource) is { } pid
        && Directory.Exists($"/proc/{pid}")
        && MachineProcesses.Listens(PortOf(resource));

    /// <summary>Runs SQL in a service's database as the server's administrator, for oracles only.</summary>
    public async Task<List<T>> Sql<T>(string database, string sql)
    {
        await using NpgsqlConnection connection = new(Administrator(database));
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
            rows.Add(reader.GetFieldValue<T>(0));
        return rows;
    }

    /// <summary>The administrator's connection string to a database.</summary>
    public string Administrator(string database)
    {
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = PortOf("postgres"),
            Username = "clinic",
            Password = Secret("postgres-password"),
            Database = database,
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>The broker's address.</summary>
    public string Amqp => $"amqp://clinic:{Secret("bus-password")}@127.0.0.1:{PortOf("bus")}";

    /// <summary>A service's own address, past the gateway, to compare with it.</summary>
    public Uri AddressOf(string resource) => new($"http://127.0.0.1:{PortOf(resource)}");

    /// <summary>What all processes of the platform hold, Aspire's own among them, shared pages counted by their share, in GiB.</summary>
    public double MemoryAtRest() => Processes().Sum(MachineProcesses.ProportionalSize) / 1024.0 / 1024.0;

    /// <summary>The last lines of every log, for a failure's message.</summary>
    public string Logs() =>
        !Directory.Exists(Path.Combine(data, "logs"))
            ? Said
            : $"{Said}\n"
                + string.Join(
                    '\n',
                    Directory
                        .GetFiles(Path.Combine(data, "logs"))
                        .Select(file => $"--- {Path.GetFileName(file)}\n{string.Join('\n', File.ReadLines(file).TakeLast(8))}")
                );

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Up(AppContext.BaseDirectory);

    /// <summary>Sends a signal to the AppHost itself.</summary>
    public void Signal(string signal) => MachineProcesses.Signal(Launcher, signal);

    /// <summary>Waits until the launch has ended by itself.</summary>
    public async Task Ended(TimeSpan? within = null)
    {
        using CancellationTokenSource limit = new(within ?? LongestStop);
        await launcher.WaitForExitAsync(limit.Token);
    }

    /// <summary>Stops it and waits for its end; the data stays.</summary>
    public async Task Stop()
    {
        if (launcher.HasExited)
            return;
        launcher.StandardInput.Close();
        await Ended();
    }

    /// <summary>Leaves the data for whoever starts over it next.</summary>
    public void KeepData() => keepsData = true;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stop();
        }
        catch (OperationCanceledException)
        {
            // Its files are still in use; why the test failed, if it did, is what has to be told.
            foreach (var pid in Processes())
                MachineProcesses.Signal(pid, "KILL");
            launcher.Dispose();
            await Console.Error.WriteLineAsync($"The launch did not end: {Logs()}");
            return;
        }
        launcher.Dispose();
        if (!keepsData && Directory.Exists(data))
            Directory.Delete(data, recursive: true);
    }

    int PortOf(string resource, string? endpoint = null) =>
        new Uri(
            Resource(Run()!.Value, resource)
                .GetProperty("addresses")
                .EnumerateObject()
                .First(member => endpoint is null ? member.Name is "tcp" or "http" or "amqp" : member.Name == endpoint)
                .Value.GetString()!
        ).Port;

    JsonElement? Run()
    {
        var file = Path.Combine(data, "run.json");
        return File.Exists(file) ? JsonDocument.Parse(File.ReadAllText(file)).RootElement : null;
    }

    string Secret(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "secrets.json"))).RootElement.GetProperty(name).GetString()!;

    static JsonElement Resource(JsonElement run, string name) =>
        run.GetProperty("resources").EnumerateArray().Single(element => element.GetProperty("name").GetString() == name);

    static string Up(string folder) =>
        File.Exists(Path.Combine(folder, "Platform.sln"))
            ? folder
            : Up(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("Not inside the repository."));
}
