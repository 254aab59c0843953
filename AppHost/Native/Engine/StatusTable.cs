using System.Globalization;
using System.Threading.Channels;

namespace Clinic.AppHost.Native;

/// <summary>What a person sees: one line for each step while things start, the table when they stand, and again when something changed.</summary>
internal sealed class StatusTable
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private readonly Launch _launch;
    private readonly TextWriter _output;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _last = [];
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly DateTimeOffset _began = DateTimeOffset.UtcNow;

    public StatusTable(Launch launch, TextWriter output)
    {
        _launch = launch;
        _output = output;
        launch.Changed += Note;
    }

    public void Say(string text)
    {
        lock (_lock)
        {
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(DateTimeOffset.UtcNow - _began).TotalSeconds,6:0.0} s  {text}"));
        }
    }

    /// <summary>Prints the table whenever something changed and a second has passed.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        _changed.Reader.TryRead(out _); // Shown by the table printed before.
        while (true)
        {
            await _changed.Reader.WaitToReadAsync(cancellationToken);
            await Task.Delay(Calm, cancellationToken);
            _changed.Reader.TryRead(out _);
            Print();
        }
    }

    public void Print()
    {
        var rows = _launch.Resources.Select(r => new[]
        {
            r.Name,
            r.ExitCode is { } code && r.HasEnded ? $"{r.State} ({code.ToString(CultureInfo.InvariantCulture)})" : r.State.ToString(),
            r.Health == ResourceHealth.Unknown ? "-" : r.Health.ToString(),
            r.Addresses.Count == 0 ? "-" : string.Join(' ', r.Addresses.Values.Take(1)),
            r.ProcessIds.Count == 0 ? "-" : string.Join(' ', r.ProcessIds),
            r.Restarts == 0 ? "" : $"restarted {r.Restarts.ToString(CultureInfo.InvariantCulture)}x",
        }).Prepend(["NAME", "STATE", "HEALTH", "ADDRESS", "PID", ""]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        lock (_lock)
        {
            _output.WriteLine();
            foreach (var row in rows)
            {
                _output.WriteLine($"  {string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()}");
            }
        }
    }

    private void Note(ResourceRun run)
    {
        var line = run.HasEnded && run.ExitCode is { } code ? $"{run.State}, exit code {code}" : run.Health == ResourceHealth.Healthy ? "Healthy" : run.State.ToString();
        if (run.State is ResourceState.Stopping or ResourceState.Exited || run.Resource is Aspire.Hosting.ApplicationModel.PostgresDatabaseResource)
        {
            return;
        }

        lock (_lock)
        {
            if (_last.TryGetValue(run.Name, out var last) && last == line)
            {
                return;
            }

            _last[run.Name] = line;
        }

        Say($"{run.Name}: {line}{(run.Trouble is { } trouble && run.State is ResourceState.Starting or ResourceState.FailedToStart ? $" ({trouble})" : "")}");
        if (run is { State: ResourceState.Finished, ExitCode: not 0 })
        {
            Say($"last lines of {run.LogFile}:\n{LogFile.LastLines(run.LogFile)}");
        }

        _changed.Writer.TryWrite(true);
    }
}
