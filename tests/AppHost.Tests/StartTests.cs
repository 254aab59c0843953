using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Clinic.AppHost.Native;

namespace Clinic.AppHost.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_call_the_engine_does_not_honour_is_a_start_up_error_naming_it()
    {
        await using var graph = new Graph();
        graph.Web("web").WithExplicitStart();

        var error = await Assert.ThrowsAsync<LaunchException>(() => graph.Launch.StartAsync());
        Assert.Contains("WithExplicitStart on 'web'", error.Message, StringComparison.Ordinal);
        Assert.Empty(graph.Launch.Resources);
    }

    [Fact]
    public async Task That_the_front_door_is_open_is_written_down_though_another_resource_never_stands()
    {
        await using var graph = new Graph();
        graph.Web("web").WithHttpEndpoint(name: "door").WithExternalHttpEndpoints();
        var never = graph.Web("never").WithEnvironment("HEALTHY_WHEN", graph.Gate("never")).WithHttpHealthCheck("/health");
        graph.Web("behind").WaitFor(never);
        using CancellationTokenSource stop = new();
        var start = graph.Launch.StartAsync(stop.Token);

        await Soon.HoldsAsync(() => Written()?.SecondsToReady is not null, "the seconds are written");
        Assert.False(start.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);

        RunFile? Written() => RunFile.Read(graph.Launch.DataDirectory);
    }

    [Fact]
    public async Task A_taken_port_somebody_asked_for_is_an_error()
    {
        using var taken = Taken(out var port);
        await using var graph = new Graph("--port", $"{port}");
        graph.Web("web").WithHttpEndpoint(port: port, name: "door").WithExternalHttpEndpoints();

        var error = await Assert.ThrowsAsync<LaunchException>(() => graph.Launch.StartAsync());
        Assert.Contains($"Port {port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_default_port_gives_way_to_the_next_free_one()
    {
        using var taken = Taken(out var port);
        await using var graph = new Graph();
        graph.Web("web").WithHttpEndpoint(port: port, name: "door").WithExternalHttpEndpoints();

        await graph.Launch.StartAsync();
        Assert.True(new Uri(graph.Launch["web"].Addresses["door"]).Port > port);
    }

    [Fact]
    public async Task A_secret_nobody_gave_survives_a_restart_in_a_file_only_its_owner_reads()
    {
        var directory = TestSupport.Servers.NewDirectory("secrets");
        var seen = new List<string>();
        for (var launch = 0; launch < 2; launch++)
        {
            await using var graph = Graph.Over(directory);
            var secret = graph.Builder.AddParameter("door-secret", secret: true);
            graph.Web("web").WithEnvironment("SECRET", secret);
            await graph.Launch.StartAsync();
            seen.Add((await graph.EnvironmentOfAsync("web"))["SECRET"]);
        }

        Assert.Equal(24, seen[0].Length);
        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory, "secrets.json")));
    }

    [Fact]
    public async Task A_missing_value_that_is_no_secret_is_a_start_up_error()
    {
        await using var graph = new Graph();
        graph.Builder.AddParameter("group-name");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => graph.Launch.StartAsync());
        Assert.Contains("Parameters__group_name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_launch_over_the_same_data_is_told_where_the_first_one_is()
    {
        await using var first = new Graph();
        first.Web("web").WithExternalHttpEndpoints();
        await first.Launch.StartAsync();
        await Soon.HoldsAsync(() => RunFile.Read(first.Directory) is { } file && file.Resource("web").State == "Running", "run.json says it runs");

        await using var second = Graph.Over(first.Directory);
        second.Web("web");
        var error = await Assert.ThrowsAsync<LaunchException>(() => second.Launch.StartAsync());
        Assert.Contains($"already running at {first.Launch["web"].Addresses["http"]} (process {Environment.ProcessId})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgreSQL_does_not_run_as_root()
    {
        await using var server = await TestSupport.Servers.OwnPostgresAsync();
        var user = File.ReadAllLines($"/proc/{server.ProcessId}/status").Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
        Assert.NotEqual("0", user);
    }

    private static TcpListener Taken(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }
}
