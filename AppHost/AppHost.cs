using Clinic.AppHost;
using Clinic.AppHost.Installed;
using Microsoft.Extensions.Configuration;

// The platform as a diagram. Installed/ launches it on one machine, Publishing.cs says where it is published to.
var builder = Launch.CreateBuilder(args);
#if PUBLISHES
Publishing.Describe(builder);
#endif

// Two servers, and the administrator of both.
var administrator = builder.AddParameter("server-user", "clinic", publishValueAsDefault: true);
var postgres = builder.AddPostgres("postgres", administrator, Secret("postgres-password")).WithDataVolume("clinic-postgres");
var bus = builder.AddRabbitMQ("bus", administrator, Secret("bus-password")).WithDataVolume("clinic-bus").WithManagementPlugin();

// What else is secret: what makes the traces of clients, what seals backups, and the word that makes the first person administrator.
var clientSecret = Secret("registration-client-secret");
var backupSecret = Secret("backup-secret");
var administratorSecret = Secret("administrator-secret");

// Makes the databases with their tables and logins, and ends. Everybody waits for that.
var provision = Provision("provision");

// Makes the queues of every reaction and the broker's logins, and ends. No service waits for it, but none sends a fact before.
var topology = Provision("topology").WithArgs("bus").WithReference(bus).WaitFor(bus).WithEnvironment("Bus__Management",
    $"http://{administrator:uri}:{bus.Resource.PasswordParameter:uri}@{Address(bus.GetEndpoint("management"))}");

// Copies every database into sealed files and puts each back on trial: when it is due, and when a person asks for it.
var backupEvery = builder.Configuration["Backups:EveryHours"] ?? "24";
var backups = Backups("backups", "backups");
var backupNow = Backups("backup-now", "backup").WithExplicitStart().ExcludeFromManifest();
backups.WithCommandToStart(backupNow, "Back up now");

// The only door: routes, limits, accounts and tokens. Its health says that every service has answered.
var gateway = Program<Projects.Gateway>("gateway", Database("identity"))
    .WithHttpEndpoint(port: builder.Configuration.GetValue<int>("Gateway:Port"), name: "http", isProxied: false)
    .WithExternalHttpEndpoints()
    .WithEnvironment("Administrator__Secret", administratorSecret)
    .WithEnvironment("Backups__EveryHours", backupEvery)
    .WithHttpHealthCheck("/health", endpointName: "http");
gateway.WithEnvironment("Http__OwnHost", gateway.GetEndpoint("http").Property(EndpointProperty.Host));

// The clinic.
Service<Projects.Registration>("registration", copy => copy.WithEnvironment("Clients__Secret", clientSecret));
Service<Projects.Escort>("escort");
Service<Projects.Feedback>("feedback");
Service<Projects.Training>("training");
Service<Projects.Payroll>("payroll");

backups.WaitFor(gateway);
return await builder.Run();

IResourceBuilder<ParameterResource> Secret(string name) => builder.AddParameter(name, secret: true);

EndpointReferenceExpression Address(EndpointReference endpoint) => endpoint.Property(EndpointProperty.HostAndPort);

// The only programs that are given an administrator's login.
IResourceBuilder<ProjectResource> Provision(string name) =>
    builder.AddProject<Projects.Provision>(name, launchProfileName: null)
        .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName);

IResourceBuilder<ProjectResource> Backups(string name, string word) =>
    Provision(name)
        .WithArgs(word)
        .WithEnvironment("Backups__Folder", builder.Configuration["Backups:Folder"])
        .WithEnvironment("Backups__Secret", backupSecret)
        .WithEnvironment("Backups__EveryHours", backupEvery)
        .WithEnvironment("Backups__LookEveryMinutes", builder.Configuration["Backups:LookEveryMinutes"] ?? "60")
        .WithEnvironment("Backups__Keep", builder.Configuration["Backups:Keep"] ?? "14");

// A database for a service, and the logins that it alone has on both servers.
Logins Database(string name)
{
    Logins own = new(name, Secret($"{name}-password"), Secret($"{name}-bus-password"));
    var database = postgres.AddDatabase($"{name}-db", name);
    provision.WithReference(database).WaitFor(database).WithEnvironment($"Logins__{name}", own.Password);
    topology.WithEnvironment($"Logins__{name}", own.BusPassword);
    backups.WithReference(database);
    backupNow.WithReference(database);
    return own;
}

// What the gateway and every service have. WithReference would hand out the administrator's login, so the addresses are written out.
IResourceBuilder<ProjectResource> Program<TProject>(string name, Logins own) where TProject : IProjectMetadata, new()
{
    var server = postgres.GetEndpoint("tcp");
    var (host, port) = (server.Property(EndpointProperty.Host), server.Property(EndpointProperty.Port));
    return builder.AddProject<TProject>(name, launchProfileName: null)
        .DisableForwardedHeaders()
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
        .WithEnvironment($"ConnectionStrings__{own.Name}",
            $"Host={host};Port={port};Username={own.Name}_app;Password={own.Password};Database={own.Name}")
        .WithEnvironment("ConnectionStrings__bus",
            $"amqp://{own.Name}:{own.BusPassword:uri}@{Address(bus.GetEndpoint("tcp"))}")
        .WaitForCompletion(provision);
}

// A service and its copies (Copies:registration=2); the gateway knows each by its own address.
// Ready means that its own database is there: a broken bus never takes a service away, so nobody waits for the bus.
void Service<TProject>(string name, Action<IResourceBuilder<ProjectResource>>? more = null) where TProject : IProjectMetadata, new()
{
    var own = Database(name);
    var sealing = builder.AddSealingSecrets(name);
    var copies = Enumerable.Range(0, builder.CopiesOf(name)).Select(number =>
    {
        var copy = Program<TProject>(number == 0 ? name : $"{name}-{number + 1}", own)
            .WithHttpEndpoint(name: "http", isProxied: false)
            .WithReference(gateway);
        // It answers only under the name by which it is called.
        copy.WithEnvironment("Http__OwnHost", copy.GetEndpoint("http").Property(EndpointProperty.Host));
        gateway.WithEnvironment($"services__{name}__http__{number}", copy.GetEndpoint("http")).WaitForStart(copy);
#pragma warning disable ASPIREPROBES001 // Experimental.
        copy.WithHttpProbe(ProbeType.Readiness, "/ready", periodSeconds: 5, endpointName: "http")
            .WithHttpProbe(ProbeType.Liveness, "/alive", endpointName: "http");
#pragma warning restore ASPIREPROBES001
        if (builder.CopiesOf(name) > 1) copy.WithEnvironment("Drain__Seconds", "4");
        copy.WithSealing(sealing);
        more?.Invoke(copy);
        return copy;
    }).ToArray();
    copies.WithCommandToRestart();
}
