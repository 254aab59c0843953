using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Clinic.AppHost.Installed;

/// <summary>What a launch on this machine needs besides Aspire: a folder for data and secrets, and ports that are free.</summary>
static class Launch
{
    const string Mark = "CLINIC_PLATFORM_DATA";
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OthersPass = OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Aspire's builder. The dashboard listens on this machine only, and in production only where somebody asks for it.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        var asked = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var dashboard = asked.GetValue("Dashboard", asked["DOTNET_ENVIRONMENT"] is not (null or "Production"));
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = args, AllowUnsecuredTransport = true, DisableDashboard = !dashboard });
        builder.Configuration["Data"] ??= DefaultFolder(builder.AppHostDirectory);
        if (builder.ExecutionContext.IsRunMode) builder.Configuration["Backups:Folder"] ??= Path.Combine(builder.Configuration["Data"]!, "backups");
        builder.Configuration["Logging:LogLevel:Default"] = builder.Configuration["Logging:LogLevel:Aspire.Hosting"] = "Critical";
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        builder.Configuration["ASPNETCORE_URLS"] = $"http://localhost:{FreePort(15000)}";
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{FreePort(19000)}";
        builder.Configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{FreePort(20000)}";
        return builder;
    }

    /// <summary>How many copies of a service run, each at an address of its own: <c>Copies:{service}</c>.</summary>
    public static int CopiesOf(this IDistributedApplicationBuilder builder, string service) => builder.Configuration.GetValue($"Copies:{service}", 1);

    /// <summary>The port somebody asked for; else 8080 or, where that is taken, the next free one.</summary>
    public static int GatewayPort(this IDistributedApplicationBuilder builder) =>
        builder.Configuration.GetValue<int?>("Gateway:Port") ?? (builder.ExecutionContext.IsRunMode ? FreePort(8080) : 8080);

    /// <summary>Publishes; or runs until somebody stops it, and answers 0 when a person did.</summary>
    public static async Task<int> Run(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode)
        {
            await builder.Build().RunAsync();
            return 0;
        }
        var data = Path.GetFullPath(builder.Configuration["Data"]!);
        var isNew = !Directory.Exists(data);
        Directory.CreateDirectory(data, OthersPass);
        using var running = Lock(data, "lock");
        if (running is null) return Refuse($"The platform over {data} is already running: {Path.Combine(data, "run.json")}");
        // What is left of a launch that was killed ends within seconds; until then it has its ports.
        await UntilNobodyIsLeft(data, TimeSpan.FromSeconds(30));
        // Everything that is started from here on carries this mark.
        Environment.SetEnvironmentVariable(Mark, data);
        if (builder.Configuration.GetValue<int?>("Gateway:Port") is { } port && FreePort(port) != port)
        {
            if (isNew) Directory.Delete(data, recursive: true);
            return Refuse($"Port {port} is taken.");
        }
        File.Delete(Path.Combine(data, "run.json"));

        KeepSecrets(builder, data);
        builder.UseInstalledServers(data);
        builder.UseBuiltPrograms();
        await using var app = builder.Build();
        using Session session = new(app, builder.Configuration, $"http://localhost:{Front(builder)}", data);
        return await session.Run();
    }

    /// <summary>Waits until no process of a launch over this data runs any more.</summary>
    public static async Task UntilNobodyIsLeft(string data, TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < patience && Directory.EnumerateDirectories("/proc").Any(IsLeft)) await Task.Delay(100);

        bool IsLeft(string process)
        {
            try
            {
                return process != $"/proc/{Environment.ProcessId}" && File.ReadAllText($"{process}/environ").Split('\0').Contains($"{Mark}={data}");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>Writes a file that is whole at every instant and that only its owner reads.</summary>
    public static void WritePrivately(string file, JsonNode content)
    {
        FileStreamOptions next = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (StreamWriter writer = new($"{file}.next", next)) writer.Write(content.ToJsonString(new() { WriteIndented = true }));
        File.Move($"{file}.next", file, overwrite: true);
    }

    // A secret that nobody gave is made once and kept beside the data it belongs to. It reaches only the programs that ask for it.
    static void KeepSecrets(IDistributedApplicationBuilder builder, string data)
    {
        var file = Path.Combine(data, "secrets.json");
        var known = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];
        foreach (var secret in builder.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret))
        {
            var variable = $"Parameters:{secret.Name.Replace('-', '_')}";
            var given = builder.Configuration[$"Parameters:{secret.Name}"] ?? builder.Configuration[variable];
            // Whatever this process has in its environment, every program would be given.
            Environment.SetEnvironmentVariable(variable.Replace(":", "__", StringComparison.Ordinal), null);
            // No sign that a connection string, an address or a shell would read as its own.
            if (given is null && known[secret.Name] is null) builder.Configuration[$"New:{secret.Name}"] = "true";
            if (given is null) known[secret.Name] ??= RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 24);
            builder.Configuration[$"Parameters:{secret.Name}"] = given ?? (string?)known[secret.Name];
        }
        WritePrivately(file, known);
    }

    static int? Front(IDistributedApplicationBuilder builder) =>
        builder.Resources.SelectMany(one => one.Annotations.OfType<EndpointAnnotation>()).Single(endpoint => endpoint.IsExternal).Port;

    static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }

    static FileStream? Lock(string data, string name)
    {
        try
        {
            return new(Path.Combine(data, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // One folder for each checkout, outside of it: PostgreSQL runs as another user, who could not reach it there. ./run knows it, too.
    static string DefaultFolder(string appHost)
    {
        var checkout = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetDirectoryName(appHost.TrimEnd('/'))!)))[..12];
        var share = Environment.IsPrivilegedProcess ? "/var/lib" : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(share, "clinic-platform", checkout);
    }

    static int FreePort(int from)
    {
        for (var port = from; ; port++)
        {
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException) when (port < IPEndPoint.MaxPort)
            {
                // Taken.
            }
        }
    }
}
