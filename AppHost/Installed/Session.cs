using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.AppHost.Installed;

/// <summary>
/// A launch with a person before it: greets when the gateway is healthy, keeps logs and run.json beside the data, starts again what died
/// where that is wanted, and ends with a clear line when it cannot go on.
/// </summary>
sealed class Session(DistributedApplication app, IConfiguration settings) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20),
        BeforeAgain = TimeSpan.FromSeconds(1);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    readonly ResourceNotificationService notifications = app.Services.GetRequiredService<ResourceNotificationService>();
    readonly ResourceLoggerService logs = app.Services.GetRequiredService<ResourceLoggerService>();
    readonly IHostApplicationLifetime lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
    readonly ConcurrentDictionary<IResource, CustomResourceSnapshot> resources = [];
    readonly ConcurrentDictionary<IResource, int> restarts = [];
    readonly Lock writing = new();
    readonly CancellationTokenSource end = new();
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly string data = settings["Data"]!,
        gateway = $"http://localhost:{settings["Gateway:Port"]}";
    double? secondsToReady;
    string? trouble;
    volatile bool isWritten = true;

    bool Ends => end.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Runs until a person or a trouble ends it; answers 0 when it was a person.</summary>
    public async Task<int> Run()
    {
        using var stopping = lifetime.ApplicationStopping.Register(end.Cancel);
        var following = Task.WhenAll(UntilTheEnd(Watch), UntilTheEnd(Greet), UntilTheEnd(FollowOrchestrator), UntilTheEnd(WriteAgain));
        await UntilTheEnd(async () =>
        {
            await app.StartAsync(end.Token).WaitAsync(end.Token);
            await Task.Delay(Timeout.Infinite, end.Token);
        });
        Screen.Say(trouble is null ? "Stopping." : $"\n{trouble}\nStopping.");
        await end.CancelAsync();
        var orchestrator = Orchestrator(Environment.ProcessId);
        await AtMost(Patience, app.StopAsync(CancellationToken.None));
        await AtMost(Patience, Task.WhenAll(orchestrator.Select(process => process.WaitForExitAsync())));
        await following;
        Write(running: false);
        return trouble is null ? 0 : 1;
    }

    // Without its orchestrator Aspire would stay and hear nothing any more, and what was started would go on for ever.
    async Task FollowOrchestrator()
    {
        List<Process> orchestrator;
        while ((orchestrator = Orchestrator(Environment.ProcessId)).Count < 2)
            await Task.Delay(BeforeAgain, end.Token);
        await await Task.WhenAny(orchestrator.Select(dcp => dcp.WaitForExitAsync(end.Token)));
        if (Ends)
            return;
        trouble = "Aspire's orchestrator (dcp) ended, and with it everything that it had started.";
        var programs = Process
            .GetProcesses()
            .Where(process => resources.Values.Any(resource => ProcessOf(resource) == $"{process.Id}"))
            .ToList();
        foreach (var program in programs)
            Process.Start("kill", [$"{program.Id}"]).Dispose();
        await AtMost(Patience, Task.WhenAll(programs.Select(program => program.WaitForExitAsync())));
        await end.CancelAsync();
    }

    static async Task AtMost(TimeSpan patience, Task task) => await Task.WhenAny(task, Task.Delay(patience));

    async Task UntilTheEnd(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (Ends)
        {
            // A signal came, or a trouble was met, perhaps in the middle of the start.
        }
        catch
        {
            // Whoever waits for this work must not wait for ever.
            await end.CancelAsync();
            throw;
        }
    }

    async Task Watch()
    {
        await foreach (var change in notifications.WatchAsync(end.Token))
        {
            var (resource, now) = (change.Resource, change.Snapshot);
            if (now.IsHidden || resource is ParameterResource)
                continue;
            var isNew = !resources.TryGetValue(resource, out var before);
            resources[resource] = now;
            var hasProgram = resource is ProjectResource or ExecutableResource;
            if (isNew && hasProgram)
                _ = KeepLog(resource);
            if (hasProgram && IsOver(now) && (before is null || !IsOver(before)))
                _ = UntilTheEnd(() => Ended(resource, now));
            Write(running: true);
        }
    }

    async Task Ended(IResource resource, CustomResourceSnapshot now)
    {
        var meantToEnd = now.ExitCode == 0 && !resource.HasAnnotationOfType<HealthCheckAnnotation>();
        if (Ends || meantToEnd)
            return;
        if (secondsToReady is null)
        {
            var said = (await logs.GetAllAsync(resource).ToListAsync()).SelectMany(lines => lines).Select(line => $"\n    {line.Content}");
            trouble = $"'{resource.Name}' ended with exit code {now.ExitCode} before everything stood. Its last lines:";
            trouble += string.Concat(said.TakeLast(20));
            await end.CancelAsync();
        }
        else if (settings.GetValue("KeepAlive", false))
        {
            var commands = app.Services.GetRequiredService<ResourceCommandService>();
            restarts.AddOrUpdate(resource, 1, (_, before) => before + 1);
            do await Task.Delay(BeforeAgain, end.Token);
            while (
                await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, end.Token) is { Success: false }
                && resources.TryGetValue(resource, out var still)
                && IsOver(still)
            );
        }
    }

    async Task Greet()
    {
        using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };
        while (!await http.GetAsync(new Uri($"{gateway}/health"), end.Token).ContinueWith(IsGood, TaskScheduler.Default))
            await Task.Delay(BetweenLooks, end.Token);
        secondsToReady = Math.Round(clock.Elapsed.TotalSeconds, 1);
        Write(running: true);
        Screen.Say($"\n  {gateway}\n  healthy after {clock.ElapsedMilliseconds / 100 / 10m} s; data, logs and secrets in {data}");
        if (settings["AppHost:BrowserToken"] is { } token)
            Screen.Say($"  Dashboard: {settings["ASPNETCORE_URLS"]}/login?t={token}");
        if (settings["New:administrator-secret"] is { } secret)
            Screen.Say(
                $"""

                  Administrator secret, shown this once: {secret}
                  Try: become the first administrator with POST {gateway}/api/identity/administrator and this secret.
                """
            );
        Screen.Say("\n  Ctrl-C stops everything.");
    }

    static bool IsGood(Task<HttpResponseMessage> answer) => answer is { IsCompletedSuccessfully: true, Result.IsSuccessStatusCode: true };

    async Task KeepLog(IResource resource)
    {
        using LogFile log = new(Path.Combine(Directory.CreateDirectory(Path.Combine(data, "logs")).FullName, $"{resource.Name}.log"));
        await foreach (var lines in logs.WatchAsync(resource))
        foreach (var line in lines)
        {
            await log.Write(line.Content);
            // The gateway knows of every alarm of the platform; its person is told here. That services go when everything goes is none.
            if (!Ends && resource.Name == "gateway" && line.Content.IndexOf("Alarm '", StringComparison.Ordinal) is >= 0 and var at)
                Screen.Say($"  {line.Content[at..]}");
        }
    }

    // Called by several at once. On a full disk the file of before stays, and it is tried again until there is room.
    void Write(bool running)
    {
        try
        {
            lock (writing)
                Launch.WritePrivately(Path.Combine(data, "run.json"), Told(running));
            isWritten = true;
        }
        catch (IOException)
        {
            isWritten = false;
            if (!running)
                Screen.Say("There was no room to write down that it ended.");
        }
    }

    async Task WriteAgain()
    {
        using PeriodicTimer timer = new(BeforeAgain);
        while (await timer.WaitForNextTickAsync(end.Token))
            if (!isWritten)
                Write(running: true);
    }

    JsonObject Told(bool running) =>
        new()
        {
            ["running"] = running,
            ["launcher"] = Environment.ProcessId,
            ["gateway"] = gateway,
            ["secondsToReady"] = secondsToReady,
            ["resources"] = new JsonArray([
                .. resources.Select(pair => new JsonObject
                {
                    ["name"] = pair.Key.Name,
                    ["state"] = pair.Value.State?.Text,
                    ["health"] = pair.Value.HealthStatus?.ToString(),
                    ["restarts"] = restarts.GetValueOrDefault(pair.Key),
                    ["pid"] = ProcessOf(pair.Value),
                    ["addresses"] = new JsonObject(
                        pair.Key.Annotations.OfType<EndpointAnnotation>()
                            .Select(endpoint => KeyValuePair.Create(endpoint.Name, (JsonNode?)endpoint.AllocatedEndpoint?.UriString))
                    ),
                }),
            ]),
        };

    // The process that watches this one, and the one that watches that. Those that watch a single program end with it.
    static List<Process> Orchestrator(int watched) =>
        [.. Process.GetProcessesByName("dcp").Where(dcp => Watches(dcp, watched)).SelectMany(dcp => Orchestrator(dcp.Id).Prepend(dcp))];

    static bool Watches(Process dcp, int watched)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{dcp.Id}/cmdline");
            return words.Contains($"--monitor\0{watched}\0", StringComparison.Ordinal)
                && !words.Contains("monitor-process", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    static string? ProcessOf(CustomResourceSnapshot snapshot) =>
        IsOver(snapshot) ? null : snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value?.ToString();

    static bool IsOver(CustomResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text);

    public void Dispose() => end.Dispose();
}
