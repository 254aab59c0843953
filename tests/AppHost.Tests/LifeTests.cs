using System.Diagnostics;
using Clinic.TestSupport;

namespace Clinic.AppHostTests;

/// <summary>The platform as <c>./run</c> starts it, in processes of its own: what stays and what goes when something dies.</summary>
[Collection(OneLaunch.Name)]
public sealed class LifeTests
{
    static readonly TimeSpan AfterAKill = TimeSpan.FromSeconds(15),
        WholeStart = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task What_was_said_outlives_the_death_of_the_launch_and_nothing_else_does()
    {
        var data = Stack.NewFolder();
        Guid branch;
        await using (var first = await Stack.StartOver(data, ["--port", MachineProcesses.FreePort()]))
        {
            var group = await ClinicGroup.Found(first.Gateway, first.AdministratorSecret);
            branch = (await group.OpenBranch("GeneralClinic")).Id;

            var killed = Stopwatch.StartNew();
            MachineProcesses.Signal(first.Launcher, "KILL");
            await Eventually.Sees(() => Task.FromResult(first.Processes().Count), left => left == 0, AfterAKill);
            Assert.True(killed.Elapsed <= AfterAKill);
            // The data stays for the next one.
            await first.Ended();
            Assert.NotEqual(0, first.ExitCode);
            first.KeepData();
        }

        await using var second = await Stack.StartOver(data, ["--port", MachineProcesses.FreePort()]);
        Assert.Equal([branch], await second.Sql<Guid>("registration", $"SELECT id FROM branch WHERE id = '{branch}'"));
        Assert.DoesNotContain("Administrator secret", second.Said, StringComparison.Ordinal);

        // Without its orchestrator the launch would stay and hear nothing any more.
        var orchestrators = second.Processes().Where(pid => MachineProcesses.NameOf(pid) == "dcp").ToList();
        Assert.NotEmpty(orchestrators);
        foreach (var orchestrator in orchestrators)
            MachineProcesses.Signal(orchestrator, "KILL");
        await second.Ended();
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("orchestrator (dcp) ended", second.Said, StringComparison.Ordinal);
        Assert.Empty(second.Processes());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_in_the_middle_of_a_start_leaves_nothing(string signal)
    {
        await using var stack = Stack.Launch(Stack.NewFolder(), ["--port", MachineProcesses.FreePort()]);
        await Eventually.Is(() => Task.FromResult(stack.ProcessOf("postgres") is not null), WholeStart);

        stack.Signal(signal);
        await stack.Ended();

        Assert.True(stack.ExitCode == 0, stack.Said);
        Assert.Empty(stack.Processes());
        Assert.Contains("Stopping.", stack.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dependency_that_dies_before_everything_stands_ends_the_launch_with_its_last_lines()
    {
        var data = Stack.NewFolder();
        // No such version is installed.
        Directory.CreateDirectory(Path.Combine(data, "volumes/clinic-postgres/data"));
        await File.WriteAllTextAsync(Path.Combine(data, "volumes/clinic-postgres/data/PG_VERSION"), "7\n");
        await using var stack = Stack.Launch(data, ["--port", MachineProcesses.FreePort()]);

        await stack.Ended();

        Assert.Equal(1, stack.ExitCode);
        Assert.Contains(
            "'postgres-program' ended with exit code 1 before everything stood. Its last lines:",
            stack.Said,
            StringComparison.Ordinal
        );
        Assert.Contains("The data needs /usr/lib/postgresql/7/bin, which is not installed.", stack.Said, StringComparison.Ordinal);
        Assert.Empty(stack.Processes());
    }
}

/// <summary>One launch at a time: several at once would wait for each other's processors.</summary>
[CollectionDefinition(Name)]
public sealed class OneLaunch
{
    /// <summary>Of the collection.</summary>
    public const string Name = "one launch";
}
