using Aspire.Hosting;
using Clinic.AppHost.Native;

namespace Clinic.AppHost.Tests;

public sealed class WaitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WaitFor_holds_a_resource_back_until_the_other_is_healthy(bool called)
    {
        await using var graph = new Graph();
        var gate = graph.Gate("healthy");
        var first = graph.Web("first").WithEnvironment("HEALTHY_WHEN", gate).WithHttpHealthCheck("/health");
        var second = graph.Web("second");
        _ = called ? second.WaitFor(first) : second;

        var starting = graph.Launch.StartAsync();
        await Soon.HoldsAsync(() => graph.Launch.Resources.Count == 2 && graph.Launch["first"].Health == ResourceHealth.Unhealthy, "the first is asked and not healthy");
        Assert.Equal(called ? ResourceState.Waiting : ResourceState.Running, graph.Launch["second"].State);

        Graph.Open(gate);
        await starting;
        Assert.Equal(ResourceState.Running, graph.Launch["second"].State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WaitForStart_asks_for_a_process_and_not_for_health(bool called)
    {
        await using var graph = new Graph();
        var gate = graph.Gate("end");
        var before = graph.Ending("before").WithEnvironment("END_WHEN", gate);
        var first = graph.Web("first").WithEnvironment("HEALTHY_WHEN", graph.Gate("never")).WithHttpHealthCheck("/health").WaitForCompletion(before);
        var second = graph.Web("second");
        _ = called ? second.WaitForStart(first) : second;

        var starting = graph.Launch.StartAsync();
        await Soon.HoldsAsync(() => graph.Launch.Resources.Count == 3 && graph.Launch["before"].State == ResourceState.Running, "the chain has begun");
        await Soon.HoldsAsync(() => graph.Launch["second"].State == (called ? ResourceState.Waiting : ResourceState.Running), "the second waits only when told to");

        Graph.Open(gate);
        await starting;
        Assert.Equal(ResourceState.Running, graph.Launch["second"].State);
        Assert.NotEqual(ResourceHealth.Healthy, graph.Launch["first"].Health);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WaitForCompletion_holds_a_resource_back_until_two_preparations_have_ended(bool called)
    {
        await using var graph = new Graph();
        var gate = graph.Gate("end");
        var one = graph.Ending("one");
        var two = graph.Ending("two").WithEnvironment("END_WHEN", gate);
        var after = graph.Web("after");
        _ = called ? after.WaitForCompletion(one).WaitForCompletion(two) : after;

        var starting = graph.Launch.StartAsync();
        await Soon.HoldsAsync(() => graph.Launch.Resources.Count == 3 && graph.Launch["one"].State == ResourceState.Finished, "the first preparation ended");
        Assert.Equal(called ? ResourceState.Waiting : ResourceState.Running, graph.Launch["after"].State);

        Graph.Open(gate);
        await starting;
        Assert.Equal(ResourceState.Running, graph.Launch["after"].State);
    }

    [Fact]
    public async Task A_dependency_that_dies_while_awaited_is_named_with_its_exit_code_and_its_last_twenty_lines()
    {
        await using var graph = new Graph();
        var broken = graph.Ending("broken", exitCode: "3");
        graph.Web("patient").WaitForCompletion(broken);

        var error = await Assert.ThrowsAsync<LaunchException>(() => graph.Launch.StartAsync());

        Assert.Contains("'patient' waits for 'broken', which ended with exit code 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(11, 20).Select(n => $"    line {n}."), error.Message.Split('\n').Skip(1));
        Assert.Equal(3, graph.Launch["broken"].ExitCode);
        Assert.Equal(ResourceState.FailedToStart, graph.Launch["patient"].State);
    }

    [Fact]
    public async Task A_dependency_that_ran_and_dies_before_it_is_healthy_is_an_error_too()
    {
        await using var graph = new Graph();
        var gate = graph.Gate("end");
        var broken = graph.Ending("broken", exitCode: "7").WithEnvironment("END_WHEN", gate).WithHttpEndpoint(name: "http").WithHttpHealthCheck("/health");
        graph.Web("patient").WaitFor(broken);

        var starting = graph.Launch.StartAsync();
        await Soon.HoldsAsync(() => graph.Launch.Resources.Count == 2 && graph.Launch["broken"].State == ResourceState.Running, "it runs");
        Graph.Open(gate);

        var error = await Assert.ThrowsAsync<LaunchException>(() => starting);
        Assert.Contains("'broken', which ended with exit code 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_that_wait_for_each_other_are_refused()
    {
        await using var graph = new Graph();
        var first = graph.Web("first");
        var second = graph.Web("second").WaitFor(first);
        first.WaitFor(second);

        var error = await Assert.ThrowsAsync<LaunchException>(() => graph.Launch.StartAsync());
        Assert.Contains("first -> second -> first", error.Message, StringComparison.Ordinal);
    }
}
