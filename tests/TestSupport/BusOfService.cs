using Clinic.Provision;
using Clinic.ServiceDefaults;
using RabbitMQ.Client;

namespace Clinic.TestSupport;

/// <summary>Prepares a virtual host for one service as Provision does for all of them.</summary>
public static class BusOfService
{
    /// <summary>Declares what the service hears with and says to, makes its login and returns the address with that login.</summary>
    /// <param name="amqp">A virtual host, with the administrator's login.</param>
    /// <param name="management">The management interface of another broker than the one that the tests share.</param>
    public static async Task<string> Prepare(string service, string amqp, string? management = null)
    {
        var database = Database.All.Single(candidate => candidate.Name == service);
        ConnectionFactory administrator = new() { Uri = new(amqp), AutomaticRecoveryEnabled = false };
        await using var connection = await administrator.CreateConnectionAsync();
        await Task.WhenAll(
            Topology.Declare(connection, [(service, database.Model.Assembly)]),
            BusLogin.Make(management ?? await Servers.ManagementAsync(), amqp, [BusLogin.Of(database, TestDatabase.LoginPassword)])
        );
        return LoginOf(service, amqp);
    }

    /// <summary>Declares what every service hears with, and asks the owners of standing facts to tell them to whoever is new.</summary>
    /// <param name="amqp">A virtual host, with the administrator's login.</param>
    public static Task PrepareAll(string amqp) =>
        Topology.Deploy(amqp, Database.All.Select(database => (database.Name, database.Model.Assembly)));

    /// <summary>The address of a virtual host with the login of a service.</summary>
    public static string LoginOf(string service, string amqp) =>
        new UriBuilder(amqp) { UserName = service, Password = TestDatabase.LoginPassword }.Uri.ToString();
}
