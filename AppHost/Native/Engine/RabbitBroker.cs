using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.AppHost.Native;

/// <summary>
/// A private RabbitMQ over one directory, with its own cookie and its own name service (epmd), so that nothing of the system's broker is touched.
/// Restartable on the same port with the same data.
/// </summary>
public sealed class RabbitBroker : IAsyncDisposable
{
    private readonly string _directory;
    private readonly string _logFile;
    private readonly string _mark;
    private readonly SystemUser _account;
    private readonly string _scripts;
    private readonly int _nameServicePort;
    private readonly int _distributionPort;
    private ChildProcess? _process;

    internal RabbitBroker(string directory, RabbitAddress address, string user, string password, string logFile, string mark, Ports ports)
    {
        _directory = directory;
        _logFile = logFile;
        _mark = mark;
        _account = SystemUser.For("clinicmq");
        _scripts = InstalledServers.RabbitMq();
        _nameServicePort = ports.Any();
        _distributionPort = ports.Any();
        Address = address;
        User = user;
        Password = password;
    }

    public RabbitAddress Address { get; }

    public string User { get; }

    public string Password { get; }

    public int? ProcessId => _process?.Id;

    public string Uri => $"amqp://{System.Uri.EscapeDataString(User)}:{System.Uri.EscapeDataString(Password)}@localhost:{Text(Address.Port)}";

    /// <summary>Of the management interface, with name and password; only where it was asked for.</summary>
    public string? ManagementUri => Address.ManagementPort is { } port
        ? $"http://{System.Uri.EscapeDataString(User)}:{System.Uri.EscapeDataString(Password)}@localhost:{Text(port)}"
        : null;

    /// <summary>A broker for tests, with management interface, in a directory of its own.</summary>
    public static async Task<RabbitBroker> StartAsync(string directory, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(directory);
        var ports = new Ports();
        var broker = new RabbitBroker(
            Path.Combine(directory, "broker"), new RabbitAddress(ports.Any(), ports.Any()), "clinic",
            new Secrets(directory).Get("bus-password"), Path.Combine(directory, "broker.log"), directory, ports);
        await broker.StartAsync(cancellationToken);
        await broker.ReadyAsync(cancellationToken);
        return broker;
    }

    /// <summary>Starts the process, again after <see cref="StopAsync"/> or <see cref="KillAsync"/>; <see cref="ReadyAsync"/> tells when it answers.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _account.Own(_directory);
        var home = Path.Combine(_directory, "home");
        _account.Own(home);
        var cookie = Path.Combine(home, ".erlang.cookie");
        if (!File.Exists(cookie))
        {
            _account.Write(cookie, RandomNumberGenerator.GetHexString(40));
        }

        var management = Address.ManagementPort is { } port ? $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {Text(port)}\n" : "";
        _account.Write(In("rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{Text(Address.Port)}
            {management}default_user = {User}
            default_pass = {Password}
            default_user_tags.administrator = true
            vm_memory_high_watermark.absolute = 1GB
            disk_free_limit.absolute = 1GB

            """);
        _account.Write(In("enabled_plugins"), Address.ManagementPort is null ? "[]." : "[rabbitmq_management].");

        // epmd stays in the broker's process group and so ends with it.
        var nameService = $"epmd -port {Text(_nameServicePort)} -address 127.0.0.1 & exec \"$0\"";
        _process = ChildProcess.Start(new ChildStart
        {
            Command = [.. _account.Prefix, "sh", "-c", nameService, Path.Combine(_scripts, "rabbitmq-server")],
            WorkingDirectory = _directory,
            Environment = Variables(home),
            LogFile = _logFile,
            Patience = TimeSpan.FromSeconds(15),
        });
        return Task.CompletedTask;
    }

    /// <summary>Until it answers; fails when it ends meanwhile.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken = default) =>
        Readiness.UntilAsync("RabbitMQ", _process!.Exited, _logFile, async token => await AnswersAsync(token) is null, cancellationToken);

    /// <summary>What is wrong with it, or null. It opens its listeners last, so whoever gets its greeting can work with it.</summary>
    public async Task<string?> AnswersAsync(CancellationToken cancellationToken = default)
    {
        if (!await Ports.IsOpenAsync(Address.Port))
        {
            return "nobody listens there";
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Address.Port), limit.Token);
            await socket.SendAsync("AMQP\0\0\t\u0001"u8.ToArray(), limit.Token);
            var answer = new byte[8];
            var length = await socket.ReceiveAsync(answer, limit.Token);
            return length > 0 ? null : "it closes the connection";
        }
        catch (SocketException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer within 5 s";
        }
    }

    /// <summary>kill −9 of the broker, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.Exited;
        }
    }

    /// <summary>Stops it in good order (or finds it stopped) and starts it on the same port with the same data.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync();
        await StartAsync(cancellationToken);
        await ReadyAsync(cancellationToken);
    }

    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            await process.StopAsync();
        }
    }

    /// <summary>Makes a virtual host and returns its address.</summary>
    public Task<string> CreateVirtualHostAsync(string name, CancellationToken cancellationToken = default) =>
        CreateVirtualHostAsync(
            Uri, ManagementUri ?? throw new InvalidOperationException("This broker has no management interface."), name, cancellationToken);

    /// <inheritdoc cref="CreateVirtualHostAsync(string, CancellationToken)"/>
    public static async Task<string> CreateVirtualHostAsync(string amqp, string management, string name, CancellationToken cancellationToken = default)
    {
        using var http = Management(management);
        var host = System.Uri.EscapeDataString(name);
        (await http.PutAsync($"/api/vhosts/{host}", JsonContent.Create(new { }), cancellationToken)).EnsureSuccessStatusCode();
        var user = System.Uri.EscapeDataString(System.Uri.UnescapeDataString(new Uri(amqp).UserInfo.Split(':')[0]));
        var all = JsonContent.Create(new { configure = ".*", write = ".*", read = ".*" });
        (await http.PutAsync($"/api/permissions/{host}/{user}", all, cancellationToken)).EnsureSuccessStatusCode();
        return $"{amqp.TrimEnd('/')}/{host}";
    }

    /// <summary>Speaks to a management interface, whose address holds name and password.</summary>
    public static HttpClient Management(string management)
    {
        var address = new Uri(management);
        var credentials = System.Uri.UnescapeDataString(address.UserInfo);
        HttpClient http = new() { BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority).Replace($"{address.UserInfo}@", "", StringComparison.Ordinal)) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return http;
    }

    /// <summary>Ends it at once: with its management interface a good order takes six seconds, which data nobody needs is not worth.</summary>
    public async ValueTask DisposeAsync() => await KillAsync();

    internal Task<int> Exited => _process!.Exited;

    internal ChildProcess Process => _process!;

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private string In(string name) => Path.Combine(_directory, name);

    private Dictionary<string, string> Variables(string home) => new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["LC_ALL"] = "C.UTF-8",
        ["HOME"] = home,
        [Leftovers.Mark] = _mark,
        ["ERL_EPMD_PORT"] = Text(_nameServicePort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        // The script then becomes the broker instead of starting it: one process id, and signals reach it.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_NODENAME"] = "clinic@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Text(Address.Port),
        ["RABBITMQ_DIST_PORT"] = Text(_distributionPort),
        ["RABBITMQ_MNESIA_BASE"] = In("mnesia"),
        ["RABBITMQ_MNESIA_DIR"] = In("mnesia/db"),
        ["RABBITMQ_LOG_BASE"] = In("log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_PID_FILE"] = In("rabbit.pid"),
        ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = In("advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("enabled_plugins"),
        ["RABBITMQ_SCHEMA_DIR"] = In("schema"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = In("generated"),
        // Its threads sleep when there is nothing to do, instead of spinning on a processor that others wait for.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false +sbwt none +sbwtdcpu none +sbwtdio none",
    };
}

/// <summary>Where a broker listens.</summary>
public sealed record RabbitAddress(int Port, int? ManagementPort = null);
