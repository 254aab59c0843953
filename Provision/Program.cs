using Clinic.Provision;
using Microsoft.Extensions.Configuration;

// The only process with the server's administrator login. It ends when every database is ready.
var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
await Task.WhenAll(Database.All.Select(database => Provisioner.Prepare(
    database,
    configuration.GetConnectionString($"{database.Name}-db") ?? throw new InvalidOperationException($"ConnectionStrings:{database.Name}-db is missing."),
    configuration[$"Logins:{database.Name}"] ?? throw new InvalidOperationException($"Logins:{database.Name} is missing."))));
Console.WriteLine($"{Database.All.Count} databases are ready");
