using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Clinic.AppHost.Installed;

/// <summary>What a launch on one machine needs besides Aspire: a folder for data and secrets, and ports that are free.</summary>
static class Launch
{
    /// <summary>Aspire's builder. The dashboard listens on this machine only, and in production only where somebody asks for it.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        var asked = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var dashboard = asked.GetValue("Dashboard", asked["DOTNET_ENVIRONMENT"] is not (null or "Production"));
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = args,
                AllowUnsecuredTransport = true,
                DisableDashboard = !dashboard,
            }
        );
        var (settings, runs) = (builder.Configuration, builder.ExecutionContext.IsRunMode);
        settings["Data"] ??= DefaultFolder(builder.AppHostDirectory);
        settings["Gateway:Port"] ??= $"{(runs ? FreePort(8080) : 8080)}";
        settings["Backups:Folder"] ??= runs ? Path.Combine(settings["Data"]!, "backups") : "/backups";
        settings["Dashboard"] = $"{dashboard}";
        settings["ASPNETCORE_URLS"] = $"http://localhost:{FreePort(15000)}";
        settings["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{FreePort(19000)}";
        settings["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{FreePort(20000)}";
        settings["DcpPublisher:WaitForResourceCleanup"] = "true";
        // What goes wrong is said by Session in one line; the programs' own words are in their logs.
        settings["Logging:LogLevel:Default"] = settings["Logging:LogLevel:Aspire.Hosting"] = "Critical";
        return builder;
    }

    /// <summary>Publishes; or runs until somebody stops it, and answers 0 when a person did.</summary>
    public static async Task<int> Run(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode)
        {
            await builder.Build().RunAsync();
            return 0;
        }
        KeepSecrets(builder);
        WatchDisks(builder);
        builder.UseInstalledServers();
        builder.UseBuiltPrograms();
        await using var app = builder.Build();
        using Session session = new(app, builder.Configuration);
        return await session.Run();
    }

    /// <summary>Writes a file that is whole at every instant and that only its owner reads.</summary>
    public static void WritePrivately(string file, JsonNode content)
    {
        FileStreamOptions next = new()
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (StreamWriter writer = new($"{file}.next", next))
            writer.Write(content.ToJsonString(new() { WriteIndented = true }));
        File.Move($"{file}.next", file, overwrite: true);
    }

    // The gateway tells when the disk of the data fills, and that of the backups where they are kept elsewhere.
    static void WatchDisks(IDistributedApplicationBuilder builder)
    {
        var (data, backups) = (builder.Configuration["Data"]!, builder.Configuration["Backups:Folder"]!);
        string[] folders = backups.StartsWith(data, StringComparison.Ordinal) ? [data] : [data, backups];
        builder
            .Resources.OfType<ProjectResource>()
            .Single(program => program.Name == "gateway")
            .Annotations.Add(
                new EnvironmentCallbackAnnotation(variables =>
                {
                    foreach (var (at, folder) in folders.Index())
                        variables[$"Alarms__Disks__{at}"] = folder;
                })
            );
    }

    // A secret that nobody gave is made once and kept beside the data it belongs to. It reaches only the programs that ask for it.
    static void KeepSecrets(IDistributedApplicationBuilder builder)
    {
        // No sign that a connection string, an address or a shell would read as its own.
        const string signs = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
        var settings = builder.Configuration;
        var file = Path.Combine(Directory.CreateDirectory(settings["Data"]!).FullName, "secrets.json");
        var known = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];
        foreach (var secret in builder.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret))
        {
            var name = secret.Name;
            var variable = name.Replace('-', '_');
            var given = settings[$"Parameters:{name}"] ?? settings[$"Parameters:{variable}"];
            // What this process has in its environment, every program would be given.
            Environment.SetEnvironmentVariable($"Parameters__{variable}", null);
            if (given is null && known[name] is null)
                known[name] = settings[$"New:{name}"] = RandomNumberGenerator.GetString(signs, 24);
            settings[$"Parameters:{name}"] = given ?? $"{known[name]}";
        }
        WritePrivately(file, known);
    }

    // One folder for each checkout, outside of it: PostgreSQL runs as a user who could not reach it there. ./run knows it, too.
    static string DefaultFolder(string appHost)
    {
        var checkout = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetDirectoryName(appHost.TrimEnd('/'))!));
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(
            Environment.IsPrivilegedProcess ? "/var/lib" : own,
            "clinic-platform",
            Convert.ToHexStringLower(checkout)[..12]
        );
    }

    static int FreePort(int from)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        return Enumerable.Range(from, IPEndPoint.MaxPort - from).First(port => !taken.Contains(port));
    }
}
