namespace Clinic.AppHost.Native;

/// <summary>Where a resource is in its life; the words are Aspire's.</summary>
public enum ResourceState
{
    NotStarted,
    Waiting,
    Starting,
    Running,
    Stopping,

    /// <summary>Ended by itself, whatever the exit code.</summary>
    Finished,

    /// <summary>Ended because we stopped it.</summary>
    Exited,
    FailedToStart,
}

/// <summary>How a running resource is; resources without health checks are healthy while they run.</summary>
public enum ResourceHealth
{
    Unknown,
    Unhealthy,
    Healthy,
}

/// <summary>One resource of a running launch, as the table and run.json show it.</summary>
public sealed class ResourceRun
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ResourceRun(Resource resource, string logFile)
    {
        Resource = resource;
        LogFile = logFile;
    }

    public string Name => Resource.Name;

    public string Kind => Resource switch
    {
        ProjectResource => "project",
        PostgresServerResource => "postgres",
        PostgresDatabaseResource => "database",
        RabbitMQServerResource => "rabbitmq",
        _ => "other",
    };

    public ResourceState State { get; private set; }

    public ResourceHealth Health { get; private set; }

    /// <summary>Why it is not healthy, or why it did not start.</summary>
    public string? Trouble { get; private set; }

    /// <summary>One for each replica.</summary>
    public IReadOnlyList<int> ProcessIds { get; private set; } = [];

    public int? ExitCode { get; private set; }

    public int Restarts { get; private set; }

    public string LogFile { get; }

    /// <summary>By endpoint name.</summary>
    public IReadOnlyDictionary<string, string> Addresses => Resource.Plan.Endpoints.ToDictionary(e => e.Name, e => e.Url);

    /// <summary>Whether the first healthy moment has been, and what had to follow it (databases made) is done.</summary>
    internal bool Ready { get; private set; }

    internal Resource Resource { get; }

    internal bool HasEnded => State is ResourceState.Finished or ResourceState.Exited or ResourceState.FailedToStart;

    /// <summary>Completes at the next change.</summary>
    internal Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    internal event Action<ResourceRun>? OnChanged;

    /// <summary>Waits until this holds; looks again at every change.</summary>
    public async Task UntilAsync(Func<ResourceRun, bool> holds, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var changed = Changed;
            if (holds(this))
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    internal void Enter(ResourceState state, string? trouble = null)
    {
        Change(() =>
        {
            State = state;
            Health = state == ResourceState.Running && Health == ResourceHealth.Healthy ? Health : ResourceHealth.Unknown;
            Trouble = trouble;
            if (HasEnded)
            {
                ProcessIds = [];
            }
        });
    }

    internal void Run(IReadOnlyList<int> processIds) => Change(() =>
    {
        ProcessIds = processIds;
        State = ResourceState.Running;
        Health = ResourceHealth.Unknown;
        Trouble = null;
    });

    internal void End(ResourceState state, int exitCode) => Change(() =>
    {
        State = state;
        ExitCode = exitCode;
        Health = ResourceHealth.Unknown;
        ProcessIds = [];
    });

    internal void Restarting(int exitCode, IReadOnlyList<int> left) => Change(() =>
    {
        Restarts++;
        ExitCode = exitCode;
        ProcessIds = left;
        State = left.Count > 0 ? ResourceState.Running : ResourceState.Starting;
        Health = ResourceHealth.Unhealthy;
        Trouble = $"ended with exit code {exitCode}, is started again";
    });

    internal void Report(string? trouble) => Change(() =>
    {
        Health = trouble is null ? ResourceHealth.Healthy : ResourceHealth.Unhealthy;
        Trouble = trouble;
    });

    internal void BecomeReady() => Change(() => Ready = true);

    private void Change(Action change)
    {
        TaskCompletionSource before;
        lock (_lock)
        {
            var was = (State, Health, Trouble, Ready, ExitCode, Restarts, string.Join(' ', ProcessIds));
            change();
            if (was == (State, Health, Trouble, Ready, ExitCode, Restarts, string.Join(' ', ProcessIds)))
            {
                return;
            }

            (before, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        before.SetResult();
        OnChanged?.Invoke(this);
    }
}
