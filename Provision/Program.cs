using Clinic.Provision;
using Clinic.ServiceDefaults;
using Microsoft.Extensions.Configuration;

// The only process with the servers' administrator logins. It ends when everything is there: without a word every database, with
// the word "bus" every queue on the broker.
var databasesOnly = args is not ["bus"];
var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(databasesOnly ? args : []).Build();
if (databasesOnly)
{
    await Task.WhenAll(Database.All.Select(database => Provisioner.Prepare(
        database,
        configuration.GetConnectionString($"{database.Name}-db") ?? throw new InvalidOperationException($"ConnectionStrings:{database.Name}-db is missing."),
        configuration[$"Logins:{database.Name}"] ?? throw new InvalidOperationException($"Logins:{database.Name} is missing."))));
    Console.WriteLine($"{Database.All.Count} databases are ready");
}
else
{
    var bus = configuration.GetConnectionString("bus") ?? throw new InvalidOperationException("ConnectionStrings:bus is missing.");
    await Topology.Deploy(bus, Database.All.Select(database => (database.Name, database.Model.Assembly)));
    Console.WriteLine("The queues of every reaction are there");
}
