using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.AppHost.Installed;

/// <summary>Starts programs as they were built and servers as the distribution installed them, where Aspire has <c>dotnet run</c> and containers.</summary>
static class Programs
{
    /// <summary>
    /// Starts each project as it was built: <c>dotnet run</c> costs twice the processor time and a third of the memory again. Where we are
    /// root, each is a system user of its own.
    /// </summary>
    public static void UseBuiltPrograms(this IDistributedApplicationBuilder builder)
    {
        var checkout = Path.GetDirectoryName(builder.AppHostDirectory)!;
        var output = AppContext.BaseDirectory[AppContext.BaseDirectory.LastIndexOf("/bin/", StringComparison.Ordinal)..].Trim('/');
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            var file = project.GetProjectMetadata().ProjectPath;
            var name = Path.GetFileNameWithoutExtension(file);
            var folder = Path.Combine(Path.GetDirectoryName(file)!, output);
            // Where the users of the programs cannot reach the checkout, ./run has copied what was built.
            if (builder.Configuration["Programs"] is { } copy) folder = folder.Replace(checkout, copy, StringComparison.Ordinal);
            project.Annotations.Add(new ExecutableAnnotation { Command = Script(builder, "as-user"), WorkingDirectory = folder });
            project.Annotations.Insert(0, new CommandLineArgsCallbackAnnotation(arguments =>
            {
                string[] own = name == "Provision" ? ["--own", builder.Configuration["Backups:Folder"]!] : [];
                foreach (var word in (string[])[$"clinic-{name.ToLowerInvariant()}", .. own, "dotnet", Path.Combine(folder, $"Clinic.{name}.dll")]) arguments.Add(word);
            }));
        }
    }

    /// <summary>Starts both servers as installed programs, unless a container engine answers and has their images within a minute.</summary>
    public static void UseInstalledServers(this IDistributedApplicationBuilder builder, string data)
    {
        var servers = builder.Resources.OfType<ContainerResource>().ToList();
        if (!builder.Configuration.GetValue("Installed", false) && Engine(servers) is { } engine)
        {
            builder.Configuration["DcpPublisher:ContainerRuntime"] = engine;
            Console.WriteLine($"PostgreSQL and RabbitMQ run in containers ({engine}).");
            return;
        }
        Console.WriteLine("PostgreSQL and RabbitMQ run as the installed programs, without containers.");
        foreach (var server in servers)
        {
            // Aspire's own resource stays: its connection strings, health checks, databases and waits. Only what runs is another.
            foreach (var image in server.Annotations.OfType<ContainerImageAnnotation>().ToList()) server.Annotations.Remove(image);
            var kind = server is PostgresServerResource ? "postgres" : "rabbitmq";
            var volume = server.Annotations.OfType<ContainerMountAnnotation>().Single().Source!;
            var program = builder.AddExecutable($"{server.Name}-program", Script(builder, kind), builder.AppHostDirectory)
                .WithEnvironment("DATA", Path.Combine(data, "volumes", volume));
            foreach (var variables in server.Annotations.OfType<EnvironmentCallbackAnnotation>()) program.WithAnnotation(variables);
            foreach (var endpoint in server.Annotations.OfType<EndpointAnnotation>())
            {
                (endpoint.IsProxied, endpoint.TargetPort) = (false, null);
                program.WithAnnotation(endpoint).WithEnvironment(endpoint.Name == "tcp" ? "PORT" : $"{endpoint.Name.ToUpperInvariant()}_PORT",
                    program.GetEndpoint(endpoint.Name).Property(EndpointProperty.TargetPort));
            }
            foreach (var more in kind == "rabbitmq" ? (string[])["epmd", "distribution"] : [])
                program.WithEndpoint(name: more, isProxied: false, env: $"{more.ToUpperInvariant()}_PORT");
            program.OnBeforeResourceStarted((_, starting, stop) => Announce(builder, server, starting.Services, stop));
            Follow(builder, server, program.Resource);
        }
    }

    // Whoever waits for the address of the server or of a database on it may have it now.
    static async Task Announce(IDistributedApplicationBuilder builder, ContainerResource server, IServiceProvider services, CancellationToken stop)
    {
        foreach (var told in WithChildren(builder, server)) await builder.Eventing.PublishAsync(new ConnectionStringAvailableEvent(told, services), stop);
    }

    // The server's state, and that of its databases, is the state of its program.
    static void Follow(IDistributedApplicationBuilder builder, ContainerResource server, ExecutableResource program) =>
        builder.Eventing.Subscribe<BeforeStartEvent>((started, stop) =>
        {
            var notifications = started.Services.GetRequiredService<ResourceNotificationService>();
            _ = Task.Run(async () =>
            {
                await foreach (var change in notifications.WatchAsync(stop).Where(one => one.Resource == program))
                {
                    var now = change.Snapshot;
                    foreach (var follower in WithChildren(builder, server))
                        await notifications.PublishUpdateAsync(follower, was => was with
                        {
                            State = now.State, ExitCode = now.ExitCode, StartTimeStamp = now.StartTimeStamp, StopTimeStamp = now.StopTimeStamp,
                        });
                }
            }, stop);
            return Task.CompletedTask;
        });

    static IEnumerable<IResource> WithChildren(IDistributedApplicationBuilder builder, ContainerResource server) =>
        builder.Resources.Where(one => one == server || (one as IResourceWithParent)?.Parent == server);

    static string? Engine(List<ContainerResource> servers)
    {
        var images = servers.SelectMany(server => server.Annotations.OfType<ContainerImageAnnotation>()).Select(image => $"{image.Registry}/{image.Image}:{image.Tag}");
        foreach (var engine in (string[])["docker", "podman"])
        {
            var have = $"timeout 10 {engine} info && timeout 60 sh -c 'for i in {string.Join(' ', images)}; do {engine} image inspect $i || {engine} pull -q $i || exit 1; done'";
            using var asked = Process.Start(new ProcessStartInfo("sh", ["-c", $"{{ {have}; }} >/dev/null 2>&1"]))!;
            asked.WaitForExit();
            if (asked.ExitCode == 0) return engine;
        }
        return null;
    }

    static string Script(IDistributedApplicationBuilder builder, string name) => Path.Combine(builder.AppHostDirectory, "Installed", name);
}
