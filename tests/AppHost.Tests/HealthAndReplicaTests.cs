using Aspire.Hosting;
using Clinic.AppHost.Native;

namespace Clinic.AppHost.Tests;

public sealed class HealthAndReplicaTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithHttpHealthCheck_makes_health_what_the_process_says_instead_of_that_it_runs(bool called)
    {
        await using var graph = new Graph();
        var gate = graph.Gate("healthy");
        var web = graph.Web("web").WithEnvironment("HEALTHY_WHEN", gate);
        _ = called ? web.WithHttpHealthCheck("/health") : web;

        await graph.Launch.StartAsync();
        var run = graph.Launch["web"];
        var first = called ? ResourceHealth.Unhealthy : ResourceHealth.Healthy;
        await Soon.HoldsAsync(() => run.Health == first && (!called || run.Trouble!.EndsWith("answers 503", StringComparison.Ordinal)), $"it is {first}");

        Graph.Open(gate);
        await Soon.HoldsAsync(() => run.Health == ResourceHealth.Healthy, "it is healthy");
    }

    [Fact]
    public async Task A_check_of_one_path_cannot_be_asked_for_twice()
    {
        await using var graph = new Graph();
        var web = graph.Web("web").WithHttpHealthCheck("/health");
        Assert.Throws<InvalidOperationException>(() => web.WithHttpHealthCheck("/health"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public async Task WithReplicas_puts_as_many_processes_behind_one_address(int replicas)
    {
        await using var graph = new Graph();
        var web = graph.Web("web").WithHttpHealthCheck("/health");
        _ = replicas > 1 ? web.WithReplicas(replicas) : web;
        graph.Web("after").WaitFor(web);

        await graph.Launch.StartAsync();
        var expected = graph.Launch["web"].ProcessIds.Select(id => $"{id}").Order();
        Assert.Equal(replicas, expected.Count());

        var seen = new SortedSet<string>();
        await Soon.HoldsAsync(
            async () =>
            {
                await Soon.SucceedsAsync(async () => seen.Add(await graph.GetAsync("web", "/pid")), "a replica answers");
                return seen.Count == replicas;
            },
            "every replica has answered");
        Assert.Equal(expected, seen.Order());
    }

    [Fact]
    public async Task Keep_alive_starts_what_was_killed_again_on_its_port()
    {
        await using var graph = new Graph("--keep-alive");
        var prepared = graph.Ending("prepared");
        graph.Web("web").WithHttpHealthCheck("/health").WaitForCompletion(prepared);
        graph.Ending("alone");
        graph.Ending("keeper").WithEnvironment("END_WHEN", graph.Gate("never"));

        await graph.Launch.StartAsync();
        var run = graph.Launch["web"];
        await run.UntilAsync(r => r.Health == ResourceHealth.Healthy).WaitAsync(TimeSpan.FromSeconds(30));
        var before = await graph.GetAsync("web", "/pid");

        Processes.Kill(run.ProcessIds[0]);
        await run.UntilAsync(r => r.Restarts == 1 && r.Health == ResourceHealth.Healthy).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotEqual(before, await graph.GetAsync("web", "/pid"));
        Assert.Equal(137, run.ExitCode);
        var keeper = graph.Launch["keeper"];
        Processes.Kill(keeper.ProcessIds[0]);
        await keeper.UntilAsync(r => r is { Restarts: 1, State: ResourceState.Running }).WaitAsync(TimeSpan.FromSeconds(30));
        // What others wait to see ended, or nobody can call and was not killed, is not started again.
        Assert.All(["prepared", "alone"], name => Assert.Equal((ResourceState.Finished, 0), (graph.Launch[name].State, graph.Launch[name].Restarts)));
    }

    [Fact]
    public async Task Without_keep_alive_nothing_is_started_again()
    {
        await using var graph = new Graph();
        graph.Web("web");

        await graph.Launch.StartAsync();
        var run = graph.Launch["web"];
        Processes.Kill(run.ProcessIds[0]);
        await run.UntilAsync(r => r.State == ResourceState.Finished).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((137, 0), (run.ExitCode, run.Restarts));
    }
}
