var builder = DistributedApplication.CreateBuilder(args);

// Where it is published to: nothing of this paragraph happens when it runs.
if (builder.Configuration["Deploy:Target"] == "k8s")
{
    builder.AddKubernetesEnvironment("k8s")
        .WithProperties(k8s => { k8s.DefaultStorageType = "pvc"; k8s.DefaultStorageSize = "10Gi"; k8s.DefaultImagePullPolicy = "IfNotPresent"; })
        .WithHelm(helm => helm.WithNamespace("clinic").WithReleaseName("clinic"));
}
else
{
    builder.AddDockerComposeEnvironment("compose").ConfigureComposeFile(file =>
    {
        file.Name = "clinic";
        // Published waits know "started" only: who depends on a server needs it to answer.
        file.Services["postgres"].Healthcheck = new() { Test = ["CMD-SHELL", "pg_isready -U $${POSTGRES_USER} -d postgres"], Interval = "3s", Timeout = "3s", Retries = 20, StartPeriod = "5s" };
        file.Services["bus"].Healthcheck = new() { Test = ["CMD", "rabbitmq-diagnostics", "-q", "check_port_connectivity"], Interval = "5s", Timeout = "5s", Retries = 20, StartPeriod = "10s" };
        foreach (var dependency in file.Services.Values.SelectMany(s => s.DependsOn).Where(d => d.Key is "postgres" or "bus"))
        {
            dependency.Value.Condition = "service_healthy";
        }
    });
}

// Secrets: one administrator for each server, one login for each service, what wraps the clients' data keys and what seals backups, and the word that makes the first person administrator.
var serverUser = builder.AddParameter("server-user", "clinic", publishValueAsDefault: true);
var postgresPassword = builder.AddParameter("postgres-password", secret: true);
var busPassword = builder.AddParameter("bus-password", secret: true);
var administratorSecret = builder.AddParameter("administrator-secret", secret: true);
var registrationPassword = builder.AddParameter("registration-password", secret: true);
var registrationClientSecret = builder.AddParameter("registration-client-secret", secret: true);
var escortPassword = builder.AddParameter("escort-password", secret: true);
var feedbackPassword = builder.AddParameter("feedback-password", secret: true);
var trainingPassword = builder.AddParameter("training-password", secret: true);
var payrollPassword = builder.AddParameter("payroll-password", secret: true);
var identityPassword = builder.AddParameter("identity-password", secret: true);
var backupSecret = builder.AddParameter("backup-secret", secret: true);

// Servers: a database for each service, one bus.
var postgres = builder.AddPostgres("postgres", serverUser, postgresPassword).WithDataVolume("clinic-postgres");
var registrationDb = postgres.AddDatabase("registration-db", "registration");
var escortDb = postgres.AddDatabase("escort-db", "escort");
var feedbackDb = postgres.AddDatabase("feedback-db", "feedback");
var trainingDb = postgres.AddDatabase("training-db", "training");
var payrollDb = postgres.AddDatabase("payroll-db", "payroll");
var identityDb = postgres.AddDatabase("identity-db", "identity");

var bus = builder.AddRabbitMQ("bus", serverUser, busPassword).WithDataVolume("clinic-bus");

// The only process that is the administrator of the databases: schemas, logins, grants. It ends, and everybody waits for that.
var provision = builder.AddProject<Projects.Provision>("provision", launchProfileName: null)
    .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName)
    .WithReference(registrationDb).WaitFor(registrationDb).WithEnvironment("Logins__registration", registrationPassword)
    .WithReference(escortDb).WaitFor(escortDb).WithEnvironment("Logins__escort", escortPassword)
    .WithReference(feedbackDb).WaitFor(feedbackDb).WithEnvironment("Logins__feedback", feedbackPassword)
    .WithReference(trainingDb).WaitFor(trainingDb).WithEnvironment("Logins__training", trainingPassword)
    .WithReference(payrollDb).WaitFor(payrollDb).WithEnvironment("Logins__payroll", payrollPassword)
    .WithReference(identityDb).WaitFor(identityDb).WithEnvironment("Logins__identity", identityPassword);

// Declares the queues of every reaction. No service waits for it, but none sends a fact before it is done.
builder.AddProject<Projects.Provision>("topology", launchProfileName: null)
    .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName)
    .WithArgs("bus")
    .WithReference(bus).WaitFor(bus);

// The only door: routes, limits, accounts and tokens.
var gateway = builder.AddProject<Projects.Gateway>("gateway", launchProfileName: null)
    .WithHttpEndpoint(port: int.Parse(builder.Configuration["Gateway:Port"] ?? "8080", System.Globalization.CultureInfo.InvariantCulture), name: "http")
    .WithExternalHttpEndpoints()
    .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
    .WithEnvironment("ConnectionStrings__identity", $"Host={identityDb.Resource.GetConnectionProperty("Host")};Port={identityDb.Resource.GetConnectionProperty("Port")};Username=identity_app;Password={identityPassword};Database=identity")
    .WithEnvironment("Administrator__Secret", administratorSecret)
    .WithReference(bus)
    .WaitForCompletion(provision)
    .WithHttpHealthCheck("/health", endpointName: "http");

// The clinic.
var registration = Service(builder.AddProject<Projects.Registration>("registration", launchProfileName: null), registrationDb, registrationPassword)
    .WithEnvironment("Clients__Secret", registrationClientSecret);
var escort = Service(builder.AddProject<Projects.Escort>("escort", launchProfileName: null), escortDb, escortPassword);
var feedback = Service(builder.AddProject<Projects.Feedback>("feedback", launchProfileName: null), feedbackDb, feedbackPassword);
var training = Service(builder.AddProject<Projects.Training>("training", launchProfileName: null), trainingDb, trainingPassword);
var payroll = Service(builder.AddProject<Projects.Payroll>("payroll", launchProfileName: null), payrollDb, payrollPassword);

// The gateway starts beside the services; its health says that each of them has answered.
gateway
    .WithReference(registration).WaitForStart(registration)
    .WithReference(escort).WaitForStart(escort)
    .WithReference(feedback).WaitForStart(feedback)
    .WithReference(training).WaitForStart(training)
    .WithReference(payroll).WaitForStart(payroll);

// Backs every database up into sealed files and puts each back on trial; nobody waits for it.
builder.AddProject<Projects.Provision>("backups", launchProfileName: null)
    .WithEnvironment("DOTNET_ENVIRONMENT", builder.Environment.EnvironmentName)
    .WithArgs("backups")
    .WithEnvironment("Backups__Folder", builder.Configuration["Backups:Folder"] ?? "/backups")
    .WithEnvironment("Backups__Secret", backupSecret)
    .WithEnvironment("Backups__EveryHours", builder.Configuration["Backups:EveryHours"] ?? "24")
    .WithEnvironment("Backups__LookEveryMinutes", builder.Configuration["Backups:LookEveryMinutes"] ?? "60")
    .WithEnvironment("Backups__Keep", builder.Configuration["Backups:Keep"] ?? "14")
    .WithReference(registrationDb).WithReference(escortDb).WithReference(feedbackDb).WithReference(trainingDb).WithReference(payrollDb).WithReference(identityDb)
    .WaitFor(gateway);

builder.Build().Run();

// What every service has. Its own login owns nothing (WithReference would hand it the server's administrator).
// Ready means its own database is there: a broken bus never takes a service away, so nobody waits for the bus.
IResourceBuilder<ProjectResource> Service(IResourceBuilder<ProjectResource> service, IResourceBuilder<PostgresDatabaseResource> database, IResourceBuilder<ParameterResource> password)
{
    var name = service.Resource.Name;
    service
        .WithHttpEndpoint(name: "http")
        .WithHttpEndpoint(name: "h2c", env: "H2C_PORT")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
        .WithEnvironment($"ConnectionStrings__{name}", $"Host={database.Resource.GetConnectionProperty("Host")};Port={database.Resource.GetConnectionProperty("Port")};Username={name}_app;Password={password};Database={name}")
        .WithReference(bus)
        .WithReference(gateway)
        .WaitForCompletion(provision);
#pragma warning disable ASPIREPROBES001 // Probes are experimental; each is a health check of its path too.
    return service
        .WithHttpProbe(ProbeType.Readiness, "/ready", periodSeconds: 5, endpointName: "http")
        .WithHttpProbe(ProbeType.Liveness, "/alive", endpointName: "http");
#pragma warning restore ASPIREPROBES001
}
