using System.Diagnostics;
using System.Globalization;

namespace Clinic.AppHost.Native;

/// <summary>What is started.</summary>
internal sealed record ChildStart
{
    public required IReadOnlyList<string> Command { get; init; }

    public required string WorkingDirectory { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string LogFile { get; init; }

    /// <summary>The signal that means "end in good order".</summary>
    public int StopSignal { get; init; } = Unix.SigTerm;

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where processes of it stand that left its group. What is still there when the program has ended, is ended too.</summary>
    public string? StandsIn { get; init; }
}

/// <summary>
/// One process of the platform, in a session of its own (Ctrl-C in the terminal reaches only us, so that we can stop things in order).
/// Before it becomes the program, the shell leaves a watcher behind that reads from a pipe to us: when that ends, because we are done
/// with the child or because we were killed, the watcher ends the program and whatever else is left of its process group.
/// (PR_SET_PDEATHSIG would be simpler, but it follows the thread that forked, and .NET's threads come and go.)
/// </summary>
internal sealed class ChildProcess
{
    // Bash, because it hands on variables like ConnectionStrings__registration-db, which sh drops: their names are none of its own.
    private const string Script = """
        log=$1 signal=$2 patience=$3 watch=$4; shift 4
        exec 3<&0 >>"$log" 2>&1
        sh -c "$watch" watch $$ "$signal" "$patience" <&3 3<&- &
        exec "$@" 3<&- </dev/null
        """;

    private const string Watch = """
        program=$1 signal=$2 patience=$3
        trap '' INT TERM HUP
        while read -r nothing; do :; done
        alive() { read -r pid name state parent rest </proc/self/stat && [ "$parent" = "$program" ]; }
        if alive; then
            kill -s "$signal" "$program"
            tenths=$((patience * 10))
            while alive && [ $tenths -gt 0 ]; do sleep 0.1; tenths=$((tenths - 1)); done
        fi
        kill -s KILL -- "-$program"
        """;

    private readonly Process _process;
    private readonly ChildStart _start;

    private ChildProcess(Process process, ChildStart start)
    {
        _process = process;
        _start = start;
        Id = process.Id;
        Exited = WaitAsync();
    }

    public int Id { get; }

    /// <summary>The exit code; 128 and the signal's number when a signal ended it.</summary>
    public Task<int> Exited { get; }

    public static ChildProcess Start(ChildStart start)
    {
        var info = new ProcessStartInfo("setsid") { WorkingDirectory = start.WorkingDirectory, RedirectStandardInput = true };
        var patience = Math.Ceiling(start.Patience.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        foreach (var argument in (string[])["bash", "-c", Script, "child", start.LogFile, start.StopSignal.ToString(CultureInfo.InvariantCulture), patience, Watch, .. start.Command])
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(info)!, start);
    }

    /// <summary>Asks it to end, waits, then insists.</summary>
    /// <returns>False when it had to be killed.</returns>
    public async Task<bool> StopAsync()
    {
        if (Exited.IsCompleted)
        {
            return true;
        }

        Signal(_start.StopSignal);
        if (await Task.WhenAny(Exited, Task.Delay(_start.Patience)) == Exited)
        {
            return true;
        }

        Kill();
        await Exited;
        return false;
    }

    public void Kill() => Signal(Unix.SigKill);

    private void Signal(int signal)
    {
        if (!Exited.IsCompleted)
        {
            _ = Unix.Kill(Id, signal);
        }
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        // Tells the watcher that we are done: it clears away what the program left in its group. Only then is it over:
        // a broker started again at once would find the old one's name service on its port, dying.
        _process.StandardInput.Close();
        _process.Dispose();
        for (var patience = 500; patience > 0 && Unix.GroupLives(Id); patience--)
        {
            await Task.Delay(10);
        }

        if (_start.StandsIn is { } directory)
        {
            _ = await Leftovers.EndOfDirectoryAsync(directory);
        }

        return code;
    }
}
