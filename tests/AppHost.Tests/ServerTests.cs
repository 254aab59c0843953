using System.Net;
using Clinic.AppHost.Native;
using Clinic.TestSupport;
using Npgsql;

namespace Clinic.AppHost.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task A_broker_that_was_killed_comes_back_on_its_port_with_its_data()
    {
        await using var broker = await Servers.OwnBrokerAsync();
        var before = await broker.CreateVirtualHostAsync("kept");

        await broker.KillAsync();
        Assert.NotNull(await broker.AnswersAsync());
        await broker.RestartAsync();

        Assert.Equal(HttpStatusCode.OK, await HostAsync(broker, "kept"));
        Assert.Equal(HttpStatusCode.NotFound, await HostAsync(broker, "never-made"));
        Assert.Equal(before, $"{broker.Uri}/kept");
    }

    [Fact]
    public async Task A_database_server_that_was_killed_comes_back_on_its_port_with_its_data()
    {
        await using var server = await Servers.OwnPostgresAsync();
        await server.CreateDatabaseAsync("kept");
        await server.CreateDatabaseAsync("kept");

        await server.KillAsync();
        Assert.NotNull(await PostgresServer.AnswersAsync(server.ConnectionString));
        await server.StartAsync();
        await server.ReadyAsync();

        Assert.Null(await PostgresServer.AnswersAsync(server.ConnectionString.Replace("Database=postgres", "Database=kept", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_writes_into_the_data_of_a_database_server_that_is_gone()
    {
        await using var server = await Servers.OwnPostgresAsync();
        await using var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("SELECT current_setting('data_directory')", connection);
        var data = (string)(await ask.ExecuteScalarAsync())!;
        // Busy, so that it does not notice the death of the server.
        await using var busy = new NpgsqlCommand("SELECT count(*) FROM generate_series(1, 10000000000)", connection) { CommandTimeout = 0 };
        var answer = busy.ExecuteScalarAsync();
        Assert.NotEmpty(Processes.Of(data));

        await server.KillAsync();

        Assert.Empty(Processes.Of(data));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => answer);
    }

    [Fact]
    public async Task Tests_get_a_database_server_and_a_virtual_host_of_their_own()
    {
        await using (var connection = new NpgsqlConnection($"{await Servers.PostgresAsync()};Database=postgres;Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT rolsuper FROM pg_roles WHERE rolname = current_user", connection);
            Assert.Equal(true, await command.ExecuteScalarAsync());
        }

        var (one, two) = (new Uri(await Servers.NewVirtualHost()), new Uri(await Servers.NewVirtualHost()));
        Assert.Equal(one.Authority, two.Authority);
        Assert.NotEqual(one.AbsolutePath, two.AbsolutePath);
        Assert.NotEqual("/", one.AbsolutePath);
    }

    private static async Task<HttpStatusCode> HostAsync(RabbitBroker broker, string name)
    {
        var credentials = new NetworkCredential(broker.User, broker.Password);
        using var http = new HttpClient(new HttpClientHandler { Credentials = credentials });
        return (await http.GetAsync(new Uri($"http://localhost:{broker.Address.ManagementPort}/api/vhosts/{name}"))).StatusCode;
    }
}
