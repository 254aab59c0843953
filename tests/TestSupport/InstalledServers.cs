using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace Clinic.TestSupport;

/// <summary>Both servers as installed programs, started by the same scripts as the platform's and ended with this process.</summary>
static class InstalledServers
{
    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    public static async Task<Servers.Addresses> Start()
    {
        // Not CreateTempSubdirectory: the servers' own users could not pass through that.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"clinic-tests-{Guid.NewGuid():N}")).FullName;
        var password = Guid.NewGuid().ToString("N");
        string[] ports = [.. Enumerable.Range(0, 5).Select(_ => MachineProcesses.FreePort())];
        var postgres = MachineProcesses.StartUntilInputEnds(Script("postgres"), [], new()
        {
            ["DATA"] = Path.Combine(folder, "postgres"), ["PORT"] = ports[0], ["POSTGRES_USER"] = "clinic", ["POSTGRES_PASSWORD"] = password,
        });
        var broker = MachineProcesses.StartUntilInputEnds(Script("rabbitmq"), [], new()
        {
            ["DATA"] = Path.Combine(folder, "broker"), ["PORT"] = ports[1], ["MANAGEMENT_PORT"] = ports[2], ["EPMD_PORT"] = ports[3],
            ["DISTRIBUTION_PORT"] = ports[4], ["RABBITMQ_DEFAULT_USER"] = "clinic", ["RABBITMQ_DEFAULT_PASS"] = password,
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End([postgres, broker], folder);

        Servers.Addresses addresses = new(
            $"Host=localhost;Port={ports[0]};Username=clinic;Password={password}", $"amqp://clinic:{password}@localhost:{ports[1]}",
            $"http://clinic:{password}@localhost:{ports[2]}");
        using HttpClient http = new();
        await Eventually.Is(() => Answers(addresses, http, postgres, broker), LongestStart);
        return addresses;
    }

    static async Task<bool> Answers(Servers.Addresses addresses, HttpClient http, params Process[] servers)
    {
        if (servers.FirstOrDefault(server => server.HasExited) is { } gone) throw new InvalidOperationException($"A server for the tests ended with {gone.ExitCode}.");
        try
        {
            await using NpgsqlConnection connection = new($"{addresses.Postgres};Database=postgres;Pooling=false");
            await connection.OpenAsync();
            // It asks for a login, so it is there.
            using var answer = await http.GetAsync(new Uri($"http://{new Uri(addresses.AmqpHttp).Authority}/api/vhosts"));
            using TcpClient broker = new("localhost", new Uri(addresses.Amqp).Port);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or HttpRequestException or SocketException)
        {
            return false;
        }
    }

    // Should this process be killed, their input ends, too, and so do they; then only the folder stays.
    static void End(Process[] servers, string folder)
    {
        foreach (var server in servers) server.StandardInput.Close();
        foreach (var server in servers) server.WaitForExit(TimeSpan.FromSeconds(20));
        Directory.Delete(folder, recursive: true);
    }

    static string Script(string name) => Path.Combine(Stack.Repository, "AppHost", $"start-{name}");
}
