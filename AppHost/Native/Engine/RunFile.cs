using System.Text.Json;

namespace Clinic.AppHost.Native;

/// <summary>run.json: the launch as other programs read it (tests, a second ./run). Whole at every instant, kept current.</summary>
internal sealed class RunFile : IAsyncDisposable
{
    public const string Name = "run.json";

    private readonly Launch _launch;
    private readonly SemaphoreSlim _dirty = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;

    public RunFile(Launch launch)
    {
        _launch = launch;
        launch.Changed += _ => Touch();
        _writing = Task.Run(WriteAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        Write(running: false);
        _dirty.Dispose();
        _stop.Dispose();
    }

    private void Touch()
    {
        if (!_stop.IsCancellationRequested && _dirty.CurrentCount == 0)
        {
            _dirty.Release();
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            while (true)
            {
                await _dirty.WaitAsync(_stop.Token);
                Write(running: true);
            }
        }
        catch (OperationCanceledException)
        {
            // The last state is written by the disposal.
        }
    }

    private void Write(bool running) => PrivateFile.Write(Path.Combine(_launch.DataDirectory, Name), JsonSerializer.Serialize(
        new
        {
            Running = running,
            Launcher = Environment.ProcessId,
            Gateway = _launch.FrontUrl,
            Data = _launch.DataDirectory,
            _launch.Began,
            _launch.SecondsToReady,
            Resources = _launch.Resources.Select(r => new
            {
                r.Name,
                r.Kind,
                State = r.State.ToString(),
                Health = r.Health.ToString(),
                r.Trouble,
                r.Addresses,
                Pids = r.ProcessIds,
                r.ExitCode,
                r.Restarts,
                Log = r.LogFile,
            }),
        },
        PrivateFile.Readable));
}
