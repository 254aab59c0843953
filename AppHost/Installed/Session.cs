using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.AppHost.Installed;

/// <summary>
/// A launch with a person before it: greets when the gateway is healthy, keeps logs and run.json in the data folder, starts again what died
/// where that is wanted, and ends with a clear line when it cannot go on.
/// </summary>
sealed class Session(DistributedApplication app, IConfiguration configuration, string gateway, string data) : IDisposable
{
    readonly ResourceNotificationService notifications = app.Services.GetRequiredService<ResourceNotificationService>();
    readonly Dictionary<IResource, CustomResourceSnapshot> resources = [];
    readonly Dictionary<IResource, int> restarts = [];
    readonly CancellationTokenSource end = new();
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly IHostApplicationLifetime lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
    double? secondsToReady;
    string? trouble;

    /// <summary>Runs until a person or a trouble ends it; answers 0 when it was a person.</summary>
    public async Task<int> Run()
    {
        using var stopping = lifetime.ApplicationStopping.Register(end.Cancel);
        var watching = Task.WhenAll(Watch(), Greet());
        try
        {
            await app.StartAsync(end.Token);
            await WhileOrchestrated();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A signal came, or a trouble was met, perhaps in the middle of the start.
        }
        Console.WriteLine(trouble is null ? "Stopping." : $"{trouble}\nStopping.");
        await end.CancelAsync();
        await app.StopAsync(CancellationToken.None);
        await Launch.UntilNobodyIsLeft(data, TimeSpan.FromSeconds(15));
        await watching;
        Write(running: false);
        return trouble is null ? 0 : 1;
    }

    // Every change of a resource: into run.json, and to whatever has to follow from it.
    async Task Watch()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(end.Token))
            {
                var (resource, now) = (change.Resource, change.Snapshot);
                if (now.IsHidden || resource is ParameterResource) continue;
                if (!resources.TryGetValue(resource, out var before) && resource is ProjectResource or ExecutableResource) _ = KeepLog(resource);
                resources[resource] = now;
                if (IsOver(now) && !(before is { } was && IsOver(was))) _ = Ended(resource, now);
                Write(running: true);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    async Task Ended(IResource resource, CustomResourceSnapshot now)
    {
        var meantToEnd = now.ExitCode == 0 && !resource.HasAnnotationOfType<HealthCheckAnnotation>();
        if (end.IsCancellationRequested || meantToEnd || resource is not (ProjectResource or ExecutableResource)) return;
        if (secondsToReady is null)
        {
            var lines = app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource).ToBlockingEnumerable().SelectMany(some => some).TakeLast(20);
            trouble = $"'{resource.Name}' ended with exit code {now.ExitCode} before everything stood. Its last lines:\n{string.Join('\n', lines.Select(line => $"    {line.Content}"))}";
            await end.CancelAsync();
        }
        else if (configuration.GetValue("KeepAlive", false))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), end.Token);
            restarts[resource] = restarts.GetValueOrDefault(resource) + 1;
            await app.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, end.Token);
        }
    }

    async Task Greet()
    {
        using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };
        using PeriodicTimer often = new(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await often.WaitForNextTickAsync(end.Token) && !await Healthy(http)) { }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        secondsToReady = Math.Round(clock.Elapsed.TotalSeconds, 1);
        Write(running: true);
        Console.WriteLine($"\n  {gateway}\n  healthy after {secondsToReady:0.0} s; data, logs and secrets: {data}");
        if (configuration["AppHost:BrowserToken"] is { } token) Console.WriteLine($"  Dashboard: {configuration["ASPNETCORE_URLS"]}/login?t={token}");
        if (configuration["New:administrator-secret"] is not null)
            Console.WriteLine($"\n  Administrator secret, shown this once: {configuration["Parameters:administrator-secret"]}\n  Try: become the first administrator with POST {gateway}/api/identity/administrator and this secret.");
        Console.WriteLine("\n  Ctrl-C stops everything.");
    }

    async Task<bool> Healthy(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(new Uri($"{gateway}/health"), end.Token)).IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    // Without its orchestrator Aspire would stay and hear nothing any more.
    async Task WhileOrchestrated()
    {
        var orchestrator = Process.GetProcessesByName("dcp").FirstOrDefault(process => File.ReadAllText($"/proc/{process.Id}/cmdline").Contains($"--monitor\0{Environment.ProcessId}\0", StringComparison.Ordinal));
        if (orchestrator is null) return;
        await orchestrator.WaitForExitAsync(end.Token);
        trouble = "Aspire's orchestrator (dcp) ended, and with it everything it had started.";
    }

    async Task KeepLog(IResource resource)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, "logs"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var file = Path.Combine(folder.FullName, $"{resource.Name}.log");
        if (File.Exists(file)) File.Move(file, Path.ChangeExtension(file, ".previous.log"), overwrite: true);
        FileStreamOptions readable = new() { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead };
        await using StreamWriter log = new(file, readable) { AutoFlush = true };
        await foreach (var lines in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource))
            foreach (var line in lines) await log.WriteLineAsync(line.Content);
    }

    public void Dispose() => end.Dispose();

    static bool IsOver(CustomResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text);

    void Write(bool running) => Launch.WritePrivately(Path.Combine(data, "run.json"), new JsonObject
    {
        ["running"] = running, ["launcher"] = Environment.ProcessId, ["gateway"] = gateway, ["data"] = data, ["secondsToReady"] = secondsToReady,
        ["resources"] = new JsonArray([.. resources.Select(one => new JsonObject
        {
            ["name"] = one.Key.Name, ["state"] = one.Value.State?.Text, ["health"] = one.Value.HealthStatus?.ToString(), ["exitCode"] = one.Value.ExitCode,
            ["restarts"] = restarts.GetValueOrDefault(one.Key),
            ["pid"] = one.Value.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid ? int.Parse($"{pid}", null) : null,
            ["addresses"] = new JsonObject(one.Key.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.AllocatedEndpoint is not null)
                .Select(endpoint => KeyValuePair.Create(endpoint.Name, (JsonNode?)endpoint.AllocatedEndpoint!.UriString))),
        })]),
    });
}
