using System.Net;
using System.Net.Sockets;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Clinic.TestSupport;

namespace Clinic.AppHostTests;

/// <summary>What <c>./run</c> says and refuses, and what a launch looks like from outside.</summary>
[Collection(OneLaunch.Name)]
public sealed class RunTests
{
    static readonly TimeSpan LongestRestart = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_taken_port_that_was_asked_for_is_one_clear_line_and_leaves_nothing_behind()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var data = Path.Combine(Stack.NewFolder(), "new");
        await using var stack = Stack.Launch(data, ["--port", $"{port}"]);

        await stack.Ended();

        Assert.Equal(1, stack.ExitCode);
        Assert.Equal($"Port {port} is taken.", stack.Said.Trim());
        Assert.False(Directory.Exists(data));
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "70000")]
    [InlineData("--port", "eighty")]
    [InlineData("--copies", "nobody=2")]
    [InlineData("--copies", "escort=0")]
    [InlineData("--what", "ever")]
    public async Task An_option_that_makes_no_sense_is_refused_before_anything_happens(string option, string value)
    {
        var data = Path.Combine(Stack.NewFolder(), "new");
        await using var stack = Stack.Launch(data, [option, value]);

        await stack.Ended();

        Assert.Equal(2, stack.ExitCode);
        Assert.False(Directory.Exists(data));
    }

    [Theory]
    [InlineData("AppHost", "Aspire.Hosting.dll")]
    [InlineData("Provision", "Clinic.Provision.dll")]
    [InlineData("gateway", "Yarp.ReverseProxy.dll")]
    [InlineData("services/Registration/Registration", "Clinic.Registration.dll")]
    [InlineData("services/Escort/Escort", "MassTransit.dll")]
    public void What_a_launch_starts_was_compiled_to_machine_code_when_it_was_built(string program, string library)
    {
        // There is no precompiler for other processors.
        if (RuntimeInformation.OSArchitecture != Architecture.X64)
            return;
        using PEReader file = new(File.OpenRead(Path.Combine(Stack.Repository, program, "bin/Release/net10.0", library)));

        Assert.NotEqual(0, file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
    }

    [Fact]
    public async Task A_launch_keeps_its_files_to_itself_and_its_programs_apart_and_says_where_it_is_and_what_is_the_matter()
    {
        var data = Stack.NewFolder();
        // Where a small disk can be made, there is no room for a single line of a log.
        var logs = SmallDisk.CanBeMade ? new SmallDisk(Directory.CreateDirectory(Path.Combine(data, "logs")).FullName, 1) : null;
        logs?.Fill();
        try
        {
            await using var stack = await Stack.StartOver(
                data,
                ["--port", MachineProcesses.FreePort(), "--keep-alive", "--copies", "registration=2"]
            );
            stack.KeepData();
            await IsALaunch(stack, logs);
        }
        finally
        {
            logs?.Dispose();
            Directory.Delete(data, recursive: true);
        }
    }

    static async Task IsALaunch(Stack stack, SmallDisk? logs)
    {
        await TheSecondRunSaysWhereItIs(stack);
        OnlyTheirOwnersReadTheFiles(stack.Data);
        if (Environment.IsPrivilegedProcess)
            await EveryProgramIsAUserOfItsOwn(stack);
        await AnAlarmIsToldWhileItStandsAlsoWithoutRoomForTheLogs(stack, logs);
        await NoReadFailsWhileTheCopiesAreRestartedOneAfterAnother(stack);

        stack.Signal("INT");
        await stack.Ended();
        Assert.Equal(0, stack.ExitCode);
        Assert.Empty(stack.Processes());
        Assert.EndsWith("Stopping.", stack.Said.Trim(), StringComparison.Ordinal);
    }

    static async Task TheSecondRunSaysWhereItIs(Stack stack)
    {
        await using var again = Stack.Launch(stack.Data, []);
        await again.Ended();
        again.KeepData();
        Assert.Equal(0, again.ExitCode);
        Assert.StartsWith(
            $"It is already running: {stack.Gateway.ToString().TrimEnd('/')} (process {stack.Launcher}",
            again.Said,
            StringComparison.Ordinal
        );
    }

    static void OnlyTheirOwnersReadTheFiles(string data)
    {
        const UnixFileMode othersPass =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherExecute;
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        Assert.Equal(othersPass, File.GetUnixFileMode(data));
        Assert.Equal(othersPass, File.GetUnixFileMode(Path.Combine(data, "volumes")));
        foreach (var server in Directory.GetDirectories(Path.Combine(data, "volumes")))
            Assert.Equal(ownerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(server));
        foreach (var file in (string[])["secrets.json", "run.json"])
            Assert.Equal(ownerOnly, File.GetUnixFileMode(Path.Combine(data, file)));
        var logs = Directory.GetFiles(Path.Combine(data, "logs"), "*.log");
        Assert.Contains(logs, log => Path.GetFileName(log) == "gateway.log");
        foreach (var log in logs)
            Assert.Equal(ownerOnly | UnixFileMode.GroupRead, File.GetUnixFileMode(log));
    }

    static async Task EveryProgramIsAUserOfItsOwn(Stack stack)
    {
        string[] programs = ["postgres", "bus", "gateway", "registration", "escort", "feedback", "training", "payroll", "backups"];

        // Started as root, a program's first command is the one that changes to its user. The keeper of backups is the last to start: it
        // waits until the gateway is healthy as Aspire sees it, which is a little after we do.
        var users = await Eventually.Sees(
            () => Task.FromResult(programs.ToDictionary(name => name, name => UserOf(stack, name))),
            seen => seen.Values.All(user => user > 0),
            LongestRestart
        );

        Assert.Empty(
            users.GroupBy(user => user.Value, user => user.Key).Where(same => same.Count() > 1).Select(same => string.Join(' ', same))
        );
        Assert.Equal(users["registration"], UserOf(stack, "registration-2"));
    }

    // Nobody while it is not there; 0 is root.
    static int UserOf(Stack stack, string program) => stack.ProcessOf(program) is { } process ? MachineProcesses.UserOf(process) : -1;

    static async Task AnAlarmIsToldWhileItStandsAlsoWithoutRoomForTheLogs(Stack stack, SmallDisk? logs)
    {
        var id = Guid.CreateVersion7();
        await stack.Sql<Guid>(
            "escort",
            $"""
            INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state)
            VALUES ('{id}', 'escort-do-no-more', '{id}', 'a type', 'a cause', '', now(), 1, 'Parked') RETURNING id
            """
        );
        await Says("Alarm 'facts-parked' began (escort)");
        logs?.Free();
        await stack.Sql<Guid>("escort", $"DELETE FROM parked WHERE id = '{id}' RETURNING id");
        await Says("Alarm 'facts-parked' is over");
        if (logs is not null)
            Assert.Contains(
                "lines are missing here",
                await File.ReadAllTextAsync(Path.Combine(stack.Data, "logs", "gateway.log")),
                StringComparison.Ordinal
            );

        Task Says(string text) => Eventually.Is(() => Task.FromResult(stack.Said.Contains(text, StringComparison.Ordinal)));
    }

    // The gateway knows both copies. It tries a read again at the other one, and never a write.
    static async Task NoReadFailsWhileTheCopiesAreRestartedOneAfterAnother(Stack stack)
    {
        var group = await ClinicGroup.Found(stack.Gateway, stack.AdministratorSecret);
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 0);
        var client = await branch.NewClient();
        using CancellationTokenSource done = new();
        var reads = Repeat(() => branch.Receptionist.Get($"/api/registration/clients/{client}"), done.Token);
        var writes = Repeat(
            () => branch.Receptionist.Post("/api/registration/clients", branch.ClientBody(Guid.CreateVersion7())),
            done.Token
        );

        string[] copies = ["registration", "registration-2"];
        foreach (var copy in copies)
        {
            var before = stack.ProcessOf(copy)!.Value;
            MachineProcesses.Signal(before, "TERM");
            await Eventually.Is(() => Task.FromResult(stack.ProcessOf(copy) is { } now && now != before), LongestRestart);
            await Eventually.Is(() => IsReady(stack.AddressOf(copy)), LongestRestart);
        }
        await done.CancelAsync();

        var (read, written) = (await reads, await writes);
        Assert.NotInRange(read.Count, 0, 20);
        Assert.All(read, answer => Assert.True(answer.Accepted, answer.Code));
        Assert.NotInRange(written.Count, 0, 20);
        Assert.InRange(written.Count(answer => !answer.Accepted), 0, copies.Length);
    }

    static async Task<bool> IsReady(Uri copy)
    {
        try
        {
            using HttpClient http = new() { BaseAddress = copy };
            return (await http.GetAsync(new Uri("/ready", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static async Task<List<Answer>> Repeat(Func<Task<Answer>> ask, CancellationToken stop)
    {
        List<Answer> answers = [];
        while (!stop.IsCancellationRequested)
            answers.Add(await ask());
        return answers;
    }
}
