namespace Clinic.AppHost.Native;

/// <summary>Keeps the processes of one resource: starts them, notices their end, starts them again if that is wanted, stops them.</summary>
/// <param name="again">Whether what ended with this exit code is started again.</param>
internal sealed class Supervisor(
    ResourceRun run, int replicas, Func<int, CancellationToken, Task<ChildProcess>> start, Func<int, bool> again, Action<string> say) : IAsyncDisposable
{
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly ChildProcess?[] _processes = new ChildProcess?[replicas];
    private readonly List<Task> _watches = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < replicas; i++)
        {
            _processes[i] = await start(i, cancellationToken);
        }

        run.Run(Ids());
        for (var i = 0; i < replicas; i++)
        {
            _watches.Add(WatchAsync(i));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    public async Task StopAsync()
    {
        if (!run.HasEnded)
        {
            run.Enter(ResourceState.Stopping);
        }

        await _stop.CancelAsync();
        await Task.WhenAll(_watches);
        await Task.WhenAll(_processes.OfType<ChildProcess>().Select(async process =>
        {
            if (!await process.StopAsync())
            {
                say($"{run.Name} did not end when asked and was killed");
            }
        }));
        if (!run.HasEnded)
        {
            run.End(ResourceState.Exited, _processes.OfType<ChildProcess>().Select(p => p.Exited.Result).DefaultIfEmpty().Max());
        }
    }

    private IReadOnlyList<int> Ids() => [.. _processes.OfType<ChildProcess>().Where(p => !p.Exited.IsCompleted).Select(p => p.Id)];

    private async Task WatchAsync(int index)
    {
        var stopped = Task.Delay(Timeout.Infinite, _stop.Token);
        while (await Task.WhenAny(_processes[index]!.Exited, stopped) != stopped)
        {
            var code = await _processes[index]!.Exited;
            if (!again(code))
            {
                if (Ids().Count == 0)
                {
                    var worst = _processes.Max(p => p!.Exited.Result);
                    run.End(ResourceState.Finished, worst);
                }

                return;
            }

            run.Restarting(code, Ids());
            await StartAgainAsync(index);
        }
    }

    private async Task StartAgainAsync(int index)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(BeforeRestart, _stop.Token);
                _processes[index] = await start(index, _stop.Token);
                run.Run(Ids());
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is LaunchException or IOException or System.ComponentModel.Win32Exception)
            {
                say($"{run.Name} could not be started again: {e.Message}");
            }
        }
    }
}
