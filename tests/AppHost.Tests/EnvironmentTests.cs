using Aspire.Hosting;

namespace Clinic.AppHost.Tests;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithReference_to_servers_gives_connection_strings_and_their_parts(bool called)
    {
        await using var graph = new Graph();
        var password = graph.Builder.AddParameter("password", "p@ss", secret: true);
        var user = graph.Builder.AddParameter("user", "clinic");
        var database = graph.Builder.AddPostgres("postgres", user, password).AddDatabase("visits-db", "visits");
        var bus = graph.Builder.AddRabbitMQ("bus", user, password);
        var web = graph.Web("web").WaitFor(database);
        _ = called ? web.WithReference(database).WithReference(database, connectionName: "other").WithReference(bus) : web;

        await graph.Launch.StartAsync();
        var environment = await graph.EnvironmentOfAsync("web");

        var port = new Uri(graph.Launch["postgres"].Addresses["tcp"]).Port;
        var busPort = new Uri(graph.Launch["bus"].Addresses["tcp"]).Port;
        var expected = new Dictionary<string, string>
        {
            ["ConnectionStrings__visits-db"] = $"Host=localhost;Port={port};Username=clinic;Password=p@ss;Database=visits",
            ["ConnectionStrings__other"] = $"Host=localhost;Port={port};Username=clinic;Password=p@ss;Database=visits",
            ["VISITS_DB_HOST"] = "localhost",
            ["VISITS_DB_PORT"] = $"{port}",
            ["VISITS_DB_USERNAME"] = "clinic",
            ["VISITS_DB_PASSWORD"] = "p@ss",
            ["VISITS_DB_URI"] = $"postgresql://clinic:p%40ss@localhost:{port}/visits",
            ["VISITS_DB_JDBCCONNECTIONSTRING"] = $"jdbc:postgresql://localhost:{port}/visits",
            ["VISITS_DB_DATABASENAME"] = "visits",
            ["OTHER_DATABASENAME"] = "visits",
            ["ConnectionStrings__bus"] = $"amqp://clinic:p%40ss@localhost:{busPort}",
            ["BUS_URI"] = $"amqp://clinic:p%40ss@localhost:{busPort}",
            ["BUS_HOST"] = "localhost",
            ["BUS_PORT"] = $"{busPort}",
            ["BUS_USERNAME"] = "clinic",
            ["BUS_PASSWORD"] = "p@ss",
        };
        foreach (var (name, value) in expected)
        {
            Assert.Equal(called ? value : null, environment.GetValueOrDefault(name));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithReference_to_a_service_gives_its_addresses_even_in_a_circle(bool called)
    {
        await using var graph = new Graph();
        var door = graph.Web("front-door");
        var service = graph.Web("service").WithHttpEndpoint(name: "h2c", env: "H2C_PORT");
        if (called)
        {
            door.WithReference(service);
            service.WithReference(door);
        }

        await graph.Launch.StartAsync();
        var atDoor = await graph.EnvironmentOfAsync("front-door");
        var atService = await graph.EnvironmentOfAsync("service");

        var addresses = graph.Launch["service"].Addresses;
        Assert.Equal(called ? addresses["http"] : null, atDoor.GetValueOrDefault("services__service__http__0"));
        Assert.Equal(called ? addresses["h2c"] : null, atDoor.GetValueOrDefault("services__service__h2c__0"));
        Assert.Equal(called ? addresses["http"] : null, atDoor.GetValueOrDefault("SERVICE_HTTP"));
        Assert.Equal(called ? addresses["h2c"] : null, atDoor.GetValueOrDefault("SERVICE_H2C"));
        Assert.Equal(called ? graph.Launch["front-door"].Addresses["http"] : null, atService.GetValueOrDefault("services__front-door__http__0"));
        Assert.Equal(called ? graph.Launch["front-door"].Addresses["http"] : null, atService.GetValueOrDefault("FRONT_DOOR_HTTP"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithEnvironment_sets_texts_parameters_addresses_and_compositions(bool called)
    {
        await using var graph = new Graph("--Parameters:word=spoken");
        var word = graph.Builder.AddParameter("word");
        var web = graph.Web("web");
        _ = called
            ? web.WithEnvironment("TEXT", "plain")
                .WithEnvironment("PARAMETER", word)
                .WithEnvironment("ADDRESS", web.GetEndpoint("http"))
                .WithEnvironment("COMPOSED", $"<{word}> at {web.GetEndpoint("http")}")
                .WithEnvironment(context => context.EnvironmentVariables["CALLBACK"] = "called")
            : web;

        await graph.Launch.StartAsync();
        var environment = await graph.EnvironmentOfAsync("web");

        var address = graph.Launch["web"].Addresses["http"];
        Assert.Equal(called ? "plain" : null, environment.GetValueOrDefault("TEXT"));
        Assert.Equal(called ? "spoken" : null, environment.GetValueOrDefault("PARAMETER"));
        Assert.Equal(called ? address : null, environment.GetValueOrDefault("ADDRESS"));
        Assert.Equal(called ? $"<spoken> at {address}" : null, environment.GetValueOrDefault("COMPOSED"));
        Assert.Equal(called ? "called" : null, environment.GetValueOrDefault("CALLBACK"));
    }

    [Fact]
    public async Task A_process_is_told_its_ports_and_does_not_inherit_what_is_meant_for_the_launcher()
    {
        Environment.SetEnvironmentVariable("DCP_LEFT_BY_A_TEST", "x");
        Environment.SetEnvironmentVariable("Parameters__left_by_a_test", "x");
        await using var graph = new Graph();
        graph.Web("web").WithHttpEndpoint(name: "h2c", env: "H2C_PORT");

        await graph.Launch.StartAsync();
        var environment = await graph.EnvironmentOfAsync("web");

        var (http, h2c) = (graph.Launch["web"].Addresses["http"], graph.Launch["web"].Addresses["h2c"]);
        Assert.Equal($"{http};{h2c}", environment["ASPNETCORE_URLS"]);
        Assert.Equal($"{new Uri(h2c).Port}", environment["H2C_PORT"]);
        Assert.Equal("web", environment["OTEL_SERVICE_NAME"]);
        Assert.DoesNotContain("ASPNETCORE_ENVIRONMENT", environment.Keys);
        Assert.DoesNotContain("DOTNET_ENVIRONMENT", environment.Keys);
        Assert.DoesNotContain("DCP_LEFT_BY_A_TEST", environment.Keys);
        Assert.DoesNotContain("Parameters__left_by_a_test", environment.Keys);
    }
}
