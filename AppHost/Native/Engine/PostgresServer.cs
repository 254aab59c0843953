using System.Globalization;
using Npgsql;

namespace Clinic.AppHost.Native;

/// <summary>A private PostgreSQL over one directory: made when new, recovered when left behind, restartable on the same port.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _directory;
    private readonly string _data;
    private readonly string _logFile;
    private readonly string _mark;
    private readonly SystemUser _account;
    private readonly string _programs;
    private ChildProcess? _process;

    // The mark is the launch's data directory, by which a later launch knows what this one left behind.
    public PostgresServer(string directory, int port, string user, string password, string logFile, string mark)
    {
        _directory = directory;
        _data = Path.Combine(directory, "data");
        _logFile = logFile;
        _mark = mark;
        _account = SystemUser.For("clinicpg");
        _programs = InstalledServers.Postgres(_data);
        Port = port;
        User = user;
        Password = password;
    }

    public int Port { get; }

    public string User { get; }

    public string Password { get; }

    public int? ProcessId => _process?.Id;

    /// <summary>Of the administrator, for database `postgres`.</summary>
    public string ConnectionString => $"Host=localhost;Port={Port.ToString(CultureInfo.InvariantCulture)};Username={User};Password={Password};Database=postgres";

    /// <summary>A server for tests, in a directory of its own.</summary>
    public static async Task<PostgresServer> StartAsync(string directory, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(directory);
        var server = new PostgresServer(
            Path.Combine(directory, "postgres"), new Ports().Any(), "clinic", new Secrets(directory).Get("postgres-password"), Path.Combine(directory, "postgres.log"), directory);
        await server.StartAsync(cancellationToken);
        await server.ReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts the process; <see cref="ReadyAsync"/> tells when it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _account.Own(_directory);
        if (!Directory.Exists(_data))
        {
            await InitialiseAsync(cancellationToken);
        }

        await Leftovers.EndOfDirectoryAsync(_data);
        // Nobody stands in the directory any more, so this can only be stale; its process id may meanwhile be another program's.
        File.Delete(Path.Combine(_data, "postmaster.pid"));
        var port = Port.ToString(CultureInfo.InvariantCulture);
        _process = Start(
            "postgres", "-D", _data, "-p", port, "-c", "listen_addresses=localhost", "-c", "unix_socket_directories=", "-c", "max_connections=200", "-c", "shared_buffers=128MB");
    }

    /// <summary>Until it answers; fails when it ends meanwhile.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken = default) =>
        Readiness.UntilAsync("PostgreSQL", _process!.Exited, _logFile, async token => await AnswersAsync(ConnectionString, token) is null, cancellationToken);

    /// <summary>What is wrong with a database, or null.</summary>
    public static async Task<string?> AnswersAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Timeout=5;Command Timeout=5");
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            return e.Message;
        }
    }

    /// <summary>Makes a database unless it is there.</summary>
    public async Task CreateDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            return;
        }
    }

    /// <summary>kill −9 of the server process, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.Exited;
        }
    }

    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            await process.StopAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    internal Task<int> Exited => _process!.Exited;

    internal ChildProcess Process => _process!;

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        // Under another name first: an initialisation that was interrupted must not look like data.
        var unfinished = Path.Combine(_directory, "unfinished");
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        var passwordFile = Path.Combine(_directory, "password");
        _account.Write(passwordFile, Password);
        var code = await Start(
            "initdb", "-D", unfinished, "-U", User, $"--pwfile={passwordFile}", "-A", "scram-sha-256", "--locale=C.UTF-8", "-E", "UTF8").Exited.WaitAsync(cancellationToken);
        File.Delete(passwordFile);
        if (code != 0)
        {
            throw new LaunchException($"PostgreSQL could not make its data directory: initdb ended with exit code {code}.\n{LogFile.LastLines(_logFile)}");
        }

        Directory.Move(unfinished, _data);
    }

    private ChildProcess Start(string program, params string[] arguments) => ChildProcess.Start(new ChildStart
    {
        Command = [.. _account.Prefix, Path.Combine(_programs, program), .. arguments],
        WorkingDirectory = _directory,
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["LC_ALL"] = "C.UTF-8", [Leftovers.Mark] = _mark },
        LogFile = _logFile,
        // "Fast": SIGTERM would wait for the last client to go.
        StopSignal = Unix.SigInt,
        // It writes everything down before it goes, which a slow disk makes last.
        Patience = TimeSpan.FromSeconds(30),
        // Its processes lead sessions of their own: those of a killed server go on until they look up.
        StandsIn = _data,
    });
}
