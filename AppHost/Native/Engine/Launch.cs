namespace Clinic.AppHost.Native;

/// <summary>One running platform: everything AppHost.cs described, as processes of this machine.</summary>
public sealed class Launch : IAsyncDisposable
{
    private readonly DistributedApplicationBuilder _builder;
    private readonly Dictionary<string, ResourceRun> _runs = [];
    private readonly Dictionary<string, Supervisor> _supervisors = [];
    private readonly List<TcpProxy> _proxies = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _background = [];
    private readonly Lock _stopLock = new();
    private readonly TaskCompletionSource _frontIsReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FileStream? _lock;
    private RunFile? _runFile;
    private Task? _stopped;

    internal Launch(DistributedApplicationBuilder builder) => _builder = builder;

    /// <summary>In the order AppHost.cs names them; empty before the start.</summary>
    public IReadOnlyCollection<ResourceRun> Resources => _runs.Values;

    public string DataDirectory => _builder.Options.DataDirectory;

    public DateTimeOffset Began { get; private set; }

    /// <summary>When the front door first was healthy, in seconds from the start.</summary>
    public double? SecondsToReady { get; private set; }

    /// <summary>The address a person is told first: of the resource with external endpoints.</summary>
    public string? FrontUrl => Front?.Resource.Plan.Endpoints.First(e => e.IsExternal).Url;

    public ResourceRun this[string name] => _runs[name];

    internal ResourceRun? Front => _runs.Values.FirstOrDefault(r => r.Resource.Plan.Endpoints.Any(e => e.IsExternal));

    internal HashSet<string> SecretsMadeNow => _builder.Secrets.MadeNow;

    /// <summary>Lines for a person.</summary>
    internal Action<string> Say { get; set; } = _ => { };

    internal event Action<ResourceRun>? Changed;

    /// <summary>Completes when the front door is healthy for the first time, which may be before the last resource stands.</summary>
    internal Task FrontIsReady => _frontIsReady.Task;

    internal string Secret(string name) => _builder.Secrets.Get(name);

    /// <summary>Starts everything, each as soon as its waits allow; returns when nothing waits any more.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        Began = DateTimeOffset.UtcNow;
        Refuse();
        _lock = DataLock.Take(DataDirectory);
        try
        {
            File.Delete(Path.Combine(DataDirectory, RunFile.Name)); // After a kill −9 it still says that all is well.
            var left = await Leftovers.EndOfLaunchAsync(DataDirectory);
            if (left > 0)
            {
                Say($"ended {left} processes an earlier launch had left behind");
            }

            Prepare();
            _runFile = new RunFile(this);
            using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
            await StartAllAsync(failed);
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    /// <summary>Gateway before services before servers: who waits for another stops before it.</summary>
    public Task StopAsync()
    {
        lock (_stopLock)
        {
            return _stopped ??= StopOnceAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private void Refuse()
    {
        if (_builder.NotHonoured.Count > 0)
        {
            throw new LaunchException(
                $"AppHost.cs calls what the native engine does not honour: {string.Join("; ", _builder.NotHonoured)}. Leave it out, or run with the Aspire packages (./run --aspire).");
        }

        Waiting.RefuseCircles(_builder.Resources);
    }

    private void Prepare()
    {
        foreach (var parameter in _builder.Resources.OfType<ParameterResource>())
        {
            _ = parameter.Value; // A missing one is told now, not when the first process needs it.
        }

        var ports = new Ports();
        var endpoints = _builder.Resources.SelectMany(r => r.Plan.Endpoints.Select(e => (Resource: r, Endpoint: e))).ToList();
        foreach (var (resource, endpoint) in endpoints.Where(e => e.Endpoint.FixedPort is not null).Concat(endpoints.Where(e => e.Endpoint.FixedPort is null)))
        {
            endpoint.Port = endpoint.FixedPort is { } wanted ? ports.Fixed(wanted, _builder.Options.PortIsExplicit && endpoint.IsExternal, resource.Name) : ports.Any();
            if (endpoint.FixedPort is { } asked && asked != endpoint.Port)
            {
                Say($"port {asked} is taken, {resource.Name} takes {endpoint.Port}");
            }
        }

        var logs = Path.Combine(DataDirectory, "logs");
        Directory.CreateDirectory(logs);
        foreach (var resource in _builder.Resources.Where(r => r is not ParameterResource))
        {
            var log = Path.Combine(logs, $"{resource.Name}.log");
            if (File.Exists(log))
            {
                File.Move(log, Path.Combine(logs, $"{resource.Name}.previous.log"), overwrite: true);
            }

            var run = new ResourceRun(resource, resource is PostgresDatabaseResource database ? Path.Combine(logs, $"{database.Parent.Name}.log") : log);
            run.OnChanged += Tell;
            _runs.Add(resource.Name, run);
        }

        var processes = new ResourceProcesses(_builder, ports, Say);
        var completed = _builder.Resources.SelectMany(r => r.Plan.Waits).Where(w => w.Kind == WaitKind.UntilCompleted).Select(w => w.Dependency).ToHashSet();
        foreach (var run in _runs.Values)
        {
            var plan = processes.For(run);
            // What others wait to see ended is meant to end. What nobody can call may be, unless something killed it.
            Func<int, bool> again = !_builder.Options.KeepAlive || completed.Contains(run.Resource) ? _ => false
                : run.Resource is ProjectResource && run.Resource.Plan.Endpoints.Count == 0 ? code => code > Unix.EndedBySignal
                : _ => true;
            if (plan.Start is not null)
            {
                _supervisors.Add(run.Name, new Supervisor(run, plan.Replicas, plan.Start, again, Say));
            }

            _proxies.AddRange(plan.Proxies);
            _background.Add(new HealthWatch(run, plan.Checks, plan.WhenReady).RunAsync(_stop.Token));
        }
    }

    private void Tell(ResourceRun changed)
    {
        if (changed == Front && changed.Health == ResourceHealth.Healthy && SecondsToReady is null)
        {
            SecondsToReady = Math.Round((DateTimeOffset.UtcNow - Began).TotalSeconds, 1);
            _frontIsReady.TrySetResult();
        }

        Changed?.Invoke(changed);
    }

    private async Task StartAllAsync(CancellationTokenSource failed)
    {
        var starts = _runs.Values.Select(run => StartOneAsync(run, failed.Token)).ToList();
        Exception? consequence = null;
        await foreach (var start in Task.WhenEach(starts))
        {
            try
            {
                await start;
            }
            catch (DependencyException e) when (e.IsConsequence)
            {
                consequence = e;
            }
            catch (OperationCanceledException) when (failed.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception e) when (e is DependencyException or LaunchException)
            {
                await failed.CancelAsync();
                throw new LaunchException(e.Message, e);
            }
        }

        if (consequence is not null)
        {
            throw new LaunchException(consequence.Message, consequence);
        }
    }

    private async Task StartOneAsync(ResourceRun run, CancellationToken cancellationToken)
    {
        try
        {
            if (run.Resource is PostgresDatabaseResource database)
            {
                _background.Add(FollowAsync(run, _runs[database.Parent.Name]));
                return;
            }

            if (run.Resource.Plan.Waits.Count > 0)
            {
                run.Enter(ResourceState.Waiting);
                await Waiting.ForAllAsync(run, _runs, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            run.Enter(ResourceState.Starting);
            await _supervisors[run.Name].StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            run.Enter(ResourceState.FailedToStart, e.Message.Split('\n')[0]);
            throw e is DependencyException or LaunchException ? e : new LaunchException($"'{run.Name}' could not be started: {e.Message}", e);
        }
    }

    /// <summary>A database lives as its server does.</summary>
    private async Task FollowAsync(ResourceRun database, ResourceRun server)
    {
        while (true)
        {
            var changed = server.Changed;
            // It exists once the server has made it.
            if (server.State != ResourceState.Running || server.Ready)
            {
                database.Enter(server.State);
            }

            await changed.WaitAsync(_stop.Token);
        }
    }

    private async Task StopOnceAsync()
    {
        await _stop.CancelAsync();
        foreach (var level in _supervisors.GroupBy(s => Level(_runs[s.Key].Resource)).OrderByDescending(g => g.Key))
        {
            await Task.WhenAll(level.Select(s => s.Value.StopAsync()));
        }

        foreach (var run in _runs.Values.Where(r => r.Resource is PostgresDatabaseResource))
        {
            run.Enter(ResourceState.Exited);
        }

        await Task.WhenAll(_background).ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        if (_runFile is not null)
        {
            await _runFile.DisposeAsync();
        }

        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    private static int Level(Resource resource) => resource is ContainerResource or PostgresDatabaseResource
        ? 0
        : 1 + resource.Plan.Waits.Select(w => Level(w.Dependency)).DefaultIfEmpty().Max();
}
