using Microsoft.Extensions.Hosting;

namespace Clinic.AppHost.Native;

/// <summary>How one resource becomes processes, and how it is asked for its health.</summary>
internal sealed record ProcessPlan
{
    /// <summary>Null when it has no process of its own.</summary>
    public Func<int, CancellationToken, Task<ChildProcess>>? Start { get; init; }

    public int Replicas { get; init; } = 1;

    public IReadOnlyList<Func<CancellationToken, Task<string?>>> Checks { get; init; } = [];

    public Func<CancellationToken, Task> WhenReady { get; init; } = _ => Task.CompletedTask;

    public IReadOnlyList<TcpProxy> Proxies { get; init; } = [];
}

internal sealed class ResourceProcesses(DistributedApplicationBuilder builder, Ports ports, Action<string> say)
{
    // A health check must see the process as it is now, so no connection is kept between two of them.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, AllowAutoRedirect = true });

    public ProcessPlan For(ResourceRun run) => run.Resource switch
    {
        PostgresServerResource postgres => Postgres(postgres, run),
        PostgresDatabaseResource database => Database(database),
        RabbitMQServerResource broker => Broker(broker, run),
        ProjectResource project => Project(project, run),
        _ => throw new LaunchException($"The native engine does not know how to run '{run.Name}' ({run.Resource.GetType().Name})."),
    };

    private ProcessPlan Postgres(PostgresServerResource resource, ResourceRun run)
    {
        var server = new PostgresServer(Directory(resource), resource.Tcp.Port, resource.User.Value, resource.Password.Value, run.LogFile, builder.Options.DataDirectory);
        return new ProcessPlan
        {
            Start = async (_, token) =>
            {
                await server.StartAsync(token);
                return server.Process;
            },
            Checks = [token => PostgresServer.AnswersAsync(server.ConnectionString, token)],
            WhenReady = token => Task.WhenAll(resource.Databases.Select(database => server.CreateDatabaseAsync(database.DatabaseName, token))),
        };
    }

    private static ProcessPlan Database(PostgresDatabaseResource resource) => new()
    {
        Checks = [async token => await PostgresServer.AnswersAsync((await resource.GetValueAsync(token))!, token)],
    };

    private ProcessPlan Broker(RabbitMQServerResource resource, ResourceRun run)
    {
        var address = new RabbitAddress(resource.Tcp.Port, resource.ManagementPlugin ? resource.Plan.Endpoints[1].Port : null);
        var broker = new RabbitBroker(
            Directory(resource), address, resource.User.Value, resource.Password.Value, run.LogFile, builder.Options.DataDirectory, ports);
        return new ProcessPlan
        {
            Start = async (_, token) =>
            {
                await broker.StartAsync(token);
                return broker.Process;
            },
            Checks = [broker.AnswersAsync],
        };
    }

    private ProcessPlan Project(ProjectResource resource, ResourceRun run)
    {
        // One replica listens on the public port itself; several get their own ports behind a proxy.
        var targets = Enumerable.Range(0, resource.Replicas)
            .Select(_ => resource.Plan.Endpoints.ToDictionary(e => e.Name, e => resource.Replicas == 1 ? e.Port : ports.Any()))
            .ToList();
        return new ProcessPlan
        {
            Replicas = resource.Replicas,
            Start = (replica, token) => StartAsync(resource, targets[replica], run.LogFile, token),
            Checks = [.. resource.Plan.HttpChecks.Select(check =>
                (Func<CancellationToken, Task<string?>>)(token => HealthWatch.HttpAsync(Http, check.Endpoint().Url + check.Path, check.StatusCode, token)))],
            Proxies = resource.Replicas == 1 ? [] : [.. resource.Plan.Endpoints.Select(e => new TcpProxy(e.Port, [.. targets.Select(t => t[e.Name])]))],
        };
    }

    private async Task<ChildProcess> StartAsync(ProjectResource resource, Dictionary<string, int> targets, string logFile, CancellationToken cancellationToken)
    {
        var assembly = resource.Project.AssemblyPath;
        if (!File.Exists(assembly))
        {
            throw new LaunchException($"'{resource.Name}' is not built: there is no {assembly}.");
        }

        var environment = await ProjectEnvironment.ForAsync(
            resource, targets, builder.Configuration, builder.Environment.IsDevelopment(), builder.Options.DataDirectory, cancellationToken);
        return ChildProcess.Start(new ChildStart
        {
            Command = [Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet", assembly, .. resource.Plan.Arguments.Cast<string>()],
            WorkingDirectory = Path.GetDirectoryName(resource.Project.ProjectPath)!,
            Environment = environment,
            LogFile = logFile,
        });
    }

    private string Directory(ContainerResource resource)
    {
        if (resource.Volume is { } volume)
        {
            return Path.Combine(builder.Options.DataDirectory, "volumes", volume);
        }

        say($"{resource.Name} has no data volume: its data goes with this launch");
        var session = Path.Combine(builder.Options.DataDirectory, "session", resource.Name);
        if (System.IO.Directory.Exists(session))
        {
            System.IO.Directory.Delete(session, recursive: true);
        }

        return session;
    }
}
