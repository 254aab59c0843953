using System.Text.Json;
using Npgsql;

namespace Clinic.AppHost.Tests;

/// <summary>A launcher in a process of its own, with a database, a broker and a service.</summary>
public sealed class EndTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_everything_in_good_order_and_leaves_no_process(string signal)
    {
        var directory = TestSupport.Servers.NewDirectory("signal");
        using var launcher = Start(directory);
        await HealthyAsync(directory, launcher, "web", "bus");

        Processes.Signal(launcher.Id, signal);
        await launcher.ExitedAsync();

        Assert.Equal(0, launcher.ExitCode);
        Assert.Empty(Processes.Of(directory));
        var after = RunFile.Read(directory)!;
        Assert.False(after.Running);
        Assert.Equal(["Exited 0", "Exited 0"], after.Resources.Where(r => r.Name is "web" or "postgres").Select(r => $"{r.State} {r.ExitCode}"));
    }

    [Fact]
    public async Task A_launch_that_is_asked_to_ends_with_the_program_that_started_it()
    {
        var directory = TestSupport.Servers.NewDirectory("input");
        using var launcher = new Launcher(directory, "--end-with-input");
        await HealthyAsync(directory, launcher, "web");

        launcher.EndInput();
        await launcher.ExitedAsync();

        Assert.Empty(Processes.Of(directory));
    }

    [Fact]
    public async Task A_person_who_was_greeted_sees_what_changes_although_the_last_resource_does_not_stand_yet()
    {
        var directory = TestSupport.Servers.NewDirectory("greeted");
        using var launcher = new Launcher(directory, [$"LAST_WHEN={Path.Combine(directory, "never")}"], []);
        await Soon.HoldsAsync(() => launcher.Said.Any(line => line.Contains("Ctrl-C stops everything.", StringComparison.Ordinal)), "greeted");

        Processes.Kill(RunFile.Read(directory)!.Resource("web").Pids[0]);

        await Soon.HoldsAsync(() => launcher.Said.Any(line => line.StartsWith("  web ", StringComparison.Ordinal) && line.Contains("Finished", StringComparison.Ordinal)), "the table shows that it is gone");
        Assert.Contains(launcher.Said, line => line.StartsWith("  last ", StringComparison.Ordinal) && line.Contains("Waiting", StringComparison.Ordinal));
        Processes.Signal(launcher.Id, "TERM");
        await launcher.ExitedAsync();
    }

    [Fact]
    public async Task After_kill_9_of_the_launcher_its_children_end_and_the_next_start_recovers_the_data()
    {
        var directory = TestSupport.Servers.NewDirectory("kill");
        using (var first = Start(directory))
        {
            await HealthyAsync(directory, first, "web", "bus");
            await ExecuteAsync(directory, "CREATE TABLE fact (id int); INSERT INTO fact VALUES (42)");

            Processes.Kill(first.Id);
            await first.ExitedAsync();
        }

        await Soon.HoldsAsync(() => Processes.Of(directory).Count == 0, "database, broker, its name service and service are gone");

        using var second = Start(directory);
        await HealthyAsync(directory, second, "web");
        Assert.Equal(42, await ExecuteAsync(directory, "SELECT id FROM fact"));
        Processes.Signal(second.Id, "TERM");
        await second.ExitedAsync();
    }

    [Fact]
    public async Task A_start_right_after_kill_9_ends_what_is_left_and_recovers_the_data()
    {
        var directory = TestSupport.Servers.NewDirectory("again");
        using (var first = Start(directory))
        {
            await HealthyAsync(directory, first, "web");
            await ExecuteAsync(directory, "CREATE TABLE fact (id int); INSERT INTO fact VALUES (43)");
            // The worst case: the database server itself is killed too, so that it leaves a stale lock behind.
            Processes.Kill(RunFile.Read(directory)!.Resource("postgres").Pids[0]);
            Processes.Kill(first.Id);
            await first.ExitedAsync();
        }

        using var second = Start(directory);
        await HealthyAsync(directory, second, "web");
        Assert.Equal(43, await ExecuteAsync(directory, "SELECT id FROM fact"));
        Processes.Signal(second.Id, "INT");
        await second.ExitedAsync();
        Assert.Empty(Processes.Of(directory));
    }

    private static Launcher Start(string directory) => new(directory);

    private static Task HealthyAsync(string directory, Launcher launcher, params string[] names) => Soon.HoldsAsync(
        () => RunFile.Read(directory) is { Running: true } file && file.Launcher == launcher.Id && names.All(n => file.Resources.Any(r => r.Name == n && r.Health == "Healthy")),
        $"{string.Join(" and ", names)} healthy");

    private static async Task<object?> ExecuteAsync(string directory, string sql)
    {
        var port = new Uri(RunFile.Read(directory)!.Resource("postgres").Addresses["tcp"]).Port;
        var password = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "secrets.json"))).RootElement.GetProperty("postgres-password").GetString();
        await using var connection = new NpgsqlConnection($"Host=localhost;Port={port};Username=postgres;Password={password};Database=facts;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
