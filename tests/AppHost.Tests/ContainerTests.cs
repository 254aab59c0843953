using System.Reflection;
using Clinic.TestSupport;
using DotNet.Testcontainers.Configurations;

namespace Clinic.AppHostTests;

/// <summary>
/// The servers of <c>TEST_SERVERS=containers</c> as they are defined. Whether they run, only a machine with a container engine can show.
/// </summary>
public sealed class ContainerTests(Manifest manifest) : IClassFixture<Manifest>
{
    [Fact]
    public void The_containers_of_the_tests_have_the_images_of_the_platform()
    {
        Assert.EndsWith(Definition(ServerContainers.Postgres("secret")).Image.FullName, Image("postgres"), StringComparison.Ordinal);
        Assert.EndsWith(Definition(ServerContainers.Broker("secret")).Image.FullName, Image("bus"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_database_server_of_the_tests_has_the_administrator_and_the_connections_that_the_tests_need()
    {
        var postgres = Definition(ServerContainers.Postgres("secret"));
        Assert.Equal("clinic", postgres.Environments["POSTGRES_USER"]);
        Assert.Equal("secret", postgres.Environments["POSTGRES_PASSWORD"]);
        Assert.Contains("max_connections=200", postgres.Command);
        Assert.Equal(["5432"], postgres.PortBindings.Keys);
    }

    [Fact]
    public void The_broker_of_the_tests_has_the_administrator_and_its_management_interface()
    {
        var broker = Definition(ServerContainers.Broker("secret"));
        Assert.Equal("clinic", broker.Environments["RABBITMQ_DEFAULT_USER"]);
        Assert.Equal("secret", broker.Environments["RABBITMQ_DEFAULT_PASS"]);
        Assert.Equal(["15672", "5672"], broker.PortBindings.Keys.Order(StringComparer.Ordinal));
    }

    string Image(string server) => manifest.Of(server, "image").GetString()!;

    // Only Build() would show it, and that asks for an engine first.
    static IContainerConfiguration Definition(object builder)
    {
        var definition = builder
            .GetType()
            .GetProperty("DockerResourceConfiguration", BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.NonPublic)!;
        return (IContainerConfiguration)definition.GetValue(builder)!;
    }
}
