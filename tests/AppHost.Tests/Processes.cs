using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Clinic.AppHost.Tests;

/// <summary>What the operating system says, asked without the engine.</summary>
internal static class Processes
{
    public static void Kill(int id) => Signal(id, "KILL");

    public static void Signal(int id, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Processes that belong to a launch: by the mark in their environment, or because they stand in its data.</summary>
    public static IReadOnlyList<string> Of(string directory)
    {
        var found = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out var id) && id != Environment.ProcessId))
        {
            try
            {
                var standsThere = new FileInfo($"{process}/cwd").LinkTarget?.StartsWith(directory, StringComparison.Ordinal) == true;
                var marked = File.ReadAllText($"{process}/environ").Split('\0').Contains($"CLINIC_LAUNCH={directory}");
                if ((standsThere || marked) && !File.ReadAllText($"{process}/stat").Contains(") Z ", StringComparison.Ordinal))
                {
                    found.Add($"{Path.GetFileName(process)} {File.ReadAllText($"{process}/cmdline").Replace('\0', ' ')}");
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Gone meanwhile, or not ours.
            }
        }

        return found;
    }
}

/// <summary>The sample program as launcher of a platform; a test that fails does not leave it behind.</summary>
internal sealed class Launcher : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    public Launcher(string directory, params string[] arguments)
        : this(directory, [], arguments)
    {
    }

    public Launcher(string directory, string[] variables, string[] arguments)
    {
        // A shell's background job ignores SIGINT, and so would everything below it.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", .. variables, "dotnet", SampleProject.Assembly, "launch", "--data", directory, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Its lines for a person, so far.</summary>
    public IReadOnlyCollection<string> Said => _said;

    public int ExitCode => _process.ExitCode;

    /// <summary>What happens to it when the program that started it is killed.</summary>
    public void EndInput() => _process.StandardInput.Close();

    public Task ExitedAsync() => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}

/// <summary>run.json as another program reads it.</summary>
internal sealed record RunFile(bool Running, int Launcher, string? Gateway, double? SecondsToReady, IReadOnlyList<RunFile.Entry> Resources)
{
    public Entry Resource(string name) => Resources.Single(r => r.Name == name);

    public static RunFile? Read(string directory)
    {
        var file = Path.Combine(directory, "run.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<RunFile>(File.ReadAllText(file), JsonSerializerOptions.Web) : null;
    }

    internal sealed record Entry(
        string Name, string State, string Health, IReadOnlyDictionary<string, string> Addresses, IReadOnlyList<int> Pids, int? ExitCode, int Restarts);
}
