using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Clinic.AppHost.Installed;

/// <summary>Programs as they were built and servers as they are installed, where Aspire has <c>dotnet run</c> and containers.</summary>
static class Programs
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    static readonly string[] Distribution = ["epmd", "distribution"];
    static readonly string[] Engines = ["docker", "podman"];
    static readonly string[] Collector = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS"];

    /// <summary>
    /// Starts each project as it was built: <c>dotnet run</c> costs twice the processor time and a third of the memory again. Where we are
    /// root, each program is a system user of its own.
    /// </summary>
    public static void UseBuiltPrograms(this IDistributedApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var output = AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf("/bin/", StringComparison.Ordinal)..].Trim('/');
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            var file = project.GetProjectMetadata().ProjectPath;
            var name = Path.GetFileNameWithoutExtension(file);
            var folder = Path.Combine(Path.GetDirectoryName(file)!, output);
            // Where the users of the programs cannot reach the checkout, ./run has copied what was built.
            if (settings["Programs"] is { } copy)
                folder = copy + folder[Path.GetDirectoryName(builder.AppHostDirectory)!.Length..];
            string[] own = name == "Provision" ? ["--own", settings["Backups:Folder"]!] : [];
            string[] words = [$"clinic-{name.ToLowerInvariant()}", .. own, "dotnet", Path.Combine(folder, $"Clinic.{name}.dll")];
            project.Annotations.Add(new ExecutableAnnotation { Command = Script(builder, "as-user"), WorkingDirectory = folder });
            project.Annotations.Insert(0, new CommandLineArgsCallbackAnnotation(arguments => words.ToList().ForEach(arguments.Add)));
            // Without the dashboard nothing is gathered, unless a collector stands in the environment.
            if (settings["Dashboard"] == "False")
                project.Annotations.Add(
                    new EnvironmentCallbackAnnotation(variables =>
                    {
                        foreach (var name in Collector)
                            variables.Remove(name);
                    })
                );
        }
    }

    /// <summary>Starts both servers as installed programs, unless a container engine has their images within a minute.</summary>
    public static void UseInstalledServers(this IDistributedApplicationBuilder builder)
    {
        var servers = builder.Resources.OfType<ContainerResource>().ToList();
        var engine = builder.Configuration.GetValue("Installed", false) ? null : Engine(servers);
        Console.WriteLine($"PostgreSQL and RabbitMQ: {(engine is null ? "the installed programs" : $"containers ({engine})")}.");
        builder.Configuration["DcpPublisher:ContainerRuntime"] = engine;
        foreach (var server in engine is null ? servers : [])
            UseInstalled(builder, server);
    }

    // Aspire's own resource stays: its connection strings, health checks, databases and waits. Only what runs is another.
    static void UseInstalled(IDistributedApplicationBuilder builder, ContainerResource server)
    {
        var name = server is PostgresServerResource ? "postgres" : "rabbitmq";
        server.Annotations.Remove(server.Annotations.OfType<ContainerImageAnnotation>().Single());
        var volume = server.Annotations.OfType<ContainerMountAnnotation>().Single().Source!;
        var program = builder
            .AddExecutable($"{server.Name}-program", Script(builder, $"start-{name}"), builder.AppHostDirectory)
            .WithEnvironment("DATA", Path.Combine(builder.Configuration["Data"]!, "volumes", volume));
        foreach (var variables in server.Annotations.OfType<EnvironmentCallbackAnnotation>())
            program.WithAnnotation(variables);
        foreach (var endpoint in server.Annotations.OfType<EndpointAnnotation>())
        {
            (endpoint.IsProxied, endpoint.TargetPort) = (false, null);
            var port = program.WithAnnotation(endpoint).GetEndpoint(endpoint.Name).Property(EndpointProperty.TargetPort);
            program.WithEnvironment(endpoint.Name == "tcp" ? "PORT" : $"{endpoint.Name.ToUpperInvariant()}_PORT", port);
        }
        if (name == "rabbitmq")
            foreach (var more in Distribution)
                program.WithEndpoint(name: more, isProxied: false, env: $"{more.ToUpperInvariant()}_PORT");

        var all = builder.Resources.Where(resource => resource == server || (resource as IResourceWithParent)?.Parent == server);
        program.OnBeforeResourceStarted(
            async (_, starting, stop) =>
            {
                // Whoever waits for the address of the server or of a database on it may have it now.
                foreach (var follower in all)
                    await builder.Eventing.PublishAsync(new ConnectionStringAvailableEvent(follower, starting.Services), stop);
            }
        );
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (started, stop) =>
            {
                _ = Task.Run(() => Follow(started.Services, program.Resource, all, stop), stop);
                return Task.CompletedTask;
            }
        );
    }

    // The state of the server, and of its databases, is that of its program. Aspire looks at the health of what runs at once, and then
    // 1, 2, 3 … seconds later, so a server that is still starting is said to run when it answers.
    static async Task Follow(IServiceProvider services, ExecutableResource program, IEnumerable<IResource> all, CancellationToken stop)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var health = services.GetRequiredService<HealthCheckService>();
        await foreach (
            var now in notifications
                .WatchAsync(stop)
                .Where(resourceEvent => resourceEvent.Resource == program)
                .Select(resourceEvent => resourceEvent.Snapshot)
        )
        foreach (var follower in all)
        {
            var checks = follower.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToList();
            while (now.State == KnownResourceStates.Running && !await Answers(health, checks, stop))
                await Task.Delay(BetweenLooks, stop);
            await notifications.PublishUpdateAsync(
                follower,
                before =>
                    before with
                    {
                        State = now.State,
                        ExitCode = now.ExitCode,
                        StartTimeStamp = now.StartTimeStamp,
                        StopTimeStamp = now.StopTimeStamp,
                    }
            );
        }
    }

    static async Task<bool> Answers(HealthCheckService health, List<string> checks, CancellationToken stop) =>
        (await health.CheckHealthAsync(check => checks.Contains(check.Name), stop)).Status == HealthStatus.Healthy;

    static string? Engine(List<ContainerResource> servers)
    {
        var images = servers
            .SelectMany(server => server.Annotations.OfType<ContainerImageAnnotation>())
            .Select(containerImageAnnotation =>
                $"{containerImageAnnotation.Registry}/{containerImageAnnotation.Image}:{containerImageAnnotation.Tag}"
            );
        return Engines.FirstOrDefault(engine =>
        {
            var have = $"for i in {string.Join(' ', images)}; do {engine} image inspect $i || {engine} pull -q $i || exit 1; done";
            using var asked = Process.Start("sh", ["-c", $"{{ timeout 10 {engine} info && timeout 60 sh -c '{have}'; }} >/dev/null 2>&1"]);
            asked.WaitForExit();
            return asked.ExitCode == 0;
        });
    }

    static string Script(IDistributedApplicationBuilder builder, string name) => Path.Combine(builder.AppHostDirectory, name);
}
