using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

namespace Clinic.TestSupport;

/// <summary>Both servers in containers, with the images that Aspire uses for the platform. Needs a container engine.</summary>
public static class ServerContainers
{
    const int Connections = 200;

    /// <summary>The definition of the database server's container.</summary>
    public static PostgreSqlBuilder Postgres(string password) =>
        new PostgreSqlBuilder("postgres:18.3")
            .WithUsername("clinic")
            .WithPassword(password)
            .WithCommand("-c", $"max_connections={Connections}");

    /// <summary>The definition of the broker's container, with its management interface.</summary>
    public static RabbitMqBuilder Broker(string password) =>
        new RabbitMqBuilder("rabbitmq:4.3-management")
            .WithUsername("clinic")
            .WithPassword(password)
            .WithPortBinding(15672, assignRandomHostPort: true);

    /// <summary>Starts both; they are removed when this process ends.</summary>
    public static async Task<Servers.Addresses> Start()
    {
        var password = Guid.NewGuid().ToString("N");
        var (postgres, broker) = (Postgres(password).Build(), Broker(password).Build());
        await Task.WhenAll(postgres.StartAsync(), broker.StartAsync());
        var (host, port) = (broker.Hostname, broker.GetMappedPublicPort(15672));
        return new(
            $"Host={postgres.Hostname};Port={postgres.GetMappedPublicPort(5432)};Username=clinic;Password={password}",
            $"amqp://clinic:{password}@{host}:{broker.GetMappedPublicPort(5672)}",
            $"http://clinic:{password}@{host}:{port}"
        );
    }
}
