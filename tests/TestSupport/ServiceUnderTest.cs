using System.Net;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Clinic.TestSupport;

/// <summary>
/// One service as it is deployed, on a real port, with a database and a virtual host of its own. Derive one per service. A start costs
/// seconds of processor time, so a test class shares one with others unless it moves the clock, crashes, restarts or reads everything.
/// </summary>
/// <remarks>
/// Classes that share are a collection, which runs one class after the other, each in branches of its own. A class has a service of its
/// own, as a class fixture, when one of these is true:
/// <list type="bullet">
/// <item>it moves the clock, also by a helper of its site: the clock is the whole service's and never goes back;</item>
/// <item>it arms a fail point, restarts or stops the service, adds a copy beside it or cuts a line;</item>
/// <item>it needs settings of its own, changes a setting of the whole group or fills tables with years of rows;</item>
/// <item>it counts rows or messages of all branches, or expects a table to be empty that others may write to;</item>
/// <item>it leaves parked messages or work that is not finished behind.</item>
/// </list>
/// That nothing at all changed by a refused act may be compared over all rows in the collection too, as no other class runs meanwhile,
/// but not in a service whose deadlines fall due within minutes: what an earlier class left waiting may ring in between.
/// </remarks>
public abstract class ServiceUnderTest<TDb>(string service) : IAsyncLifetime
    where TDb : ServiceDb
{
    static readonly TimeSpan LongestUntilTold = TimeSpan.FromSeconds(10);

    WebApplicationFactory<TDb>? factory;
    HttpClient? http;

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; private set; } = null!;

    /// <summary>The broker beside it.</summary>
    public BusTap Bus { get; private set; } = null!;

    /// <summary>The broker's address, for its administrator.</summary>
    public string Amqp { get; private set; } = "";

    /// <summary>The broker's address, with the service's own login.</summary>
    public string AmqpOfService { get; private set; } = "";

    /// <summary>What the service itself is made of: its clock, its fail points.</summary>
    public IServiceProvider Services => factory!.Services;

    /// <summary>The platform's clock as this service sees it.</summary>
    public PlatformClock Clock => Services.GetRequiredService<PlatformClock>();

    /// <summary>Where crashes can be asked for.</summary>
    public FailPoints Fail => Services.GetRequiredService<FailPoints>();

    /// <summary>Without a token.</summary>
    public HttpClient Anonymous => http!;

    /// <summary>The service's own address.</summary>
    public Uri Address => http!.BaseAddress!;

    /// <summary>Another copy of it, whose database and broker this one shares.</summary>
    protected ServiceUnderTest<TDb>? Beside { get; init; }

    /// <summary>More configuration for this service, by key.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    /// <summary>The broker address to use; its own virtual host unless overridden.</summary>
    protected virtual Task<string> Broker() => Servers.NewVirtualHost();

    /// <summary>The management interface of that broker, when it is not the one that the tests share.</summary>
    protected virtual string? BrokerManagement => null;

    /// <summary>The database to use; a fresh one on the server that the tests share unless overridden.</summary>
    protected virtual Task<TestDatabase> NewDatabase() => TestDatabase.New(service);

    /// <summary>False for a service before whose eyes the queues of the others are not declared yet; its own are there.</summary>
    protected virtual bool BrokerIsPrepared => true;

    /// <summary>Leaves in the fresh database what the service finds at its start.</summary>
    protected virtual Task Fill(TestDatabase database) => Task.CompletedTask;

    /// <summary>Where it listens: a free port, for HTTP/1.1.</summary>
    protected virtual void Listen(KestrelServerOptions kestrel) => kestrel.Listen(IPAddress.Loopback, 0);

    /// <summary>Makes tokens of tests count; the gateway, whose tokens are its own, needs none.</summary>
    protected virtual void Introduce(KeyRing ring) => ring.Replace(TestKeys.Public);

    public virtual async Task InitializeAsync()
    {
        Database = Beside?.Database ?? await NewDatabase();
        await Fill(Database);
        Amqp = Beside?.Amqp ?? await Broker();
        AmqpOfService = await BusOfService.Prepare(service, Amqp, BrokerManagement);
        Bus = await BusTap.Connect(Amqp, BrokerIsPrepared);
        await Start();
    }

    public virtual async Task DisposeAsync()
    {
        await Stop();
        await Bus.DisposeAsync();
    }

    /// <summary>Starts the service again on the same database and broker.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>A person with permissions at one branch.</summary>
    public Person At(Guid branch, params string[] permissions) => As(Guid.CreateVersion7(), (branch, permissions));

    /// <summary>A person with permissions in the whole group.</summary>
    public Person InGroup(params string[] permissions) => As(Guid.CreateVersion7(), (null, permissions));

    /// <summary>A known person with permissions at branches or, without one, in the group.</summary>
    public Person As(Guid person, params (Guid? Branch, string[] Permissions)[] granted) =>
        new(http!, person, () => TestKeys.Token(person, Clock.GetUtcNow(), granted));

    /// <summary>The same person, who last showed that long ago who it is.</summary>
    public Person ProvenBefore(TimeSpan ago, Guid person, params (Guid? Branch, string[] Permissions)[] granted) =>
        new(http!, person, () => TestKeys.ProvenToken(person, Clock.GetUtcNow(), Clock.GetUtcNow() - ago, granted));

    /// <summary>Moves the service's clock forward, as PUT /ops/clock does.</summary>
    public async Task MoveClock(TimeSpan further) =>
        (await InGroup("ops.clock").Put("/ops/clock", new { ahead = Clock.Ahead + further })).Ok();

    /// <summary>True while the service listens to the broker.</summary>
    public async Task<bool> Listens() =>
        (await factory!.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "listening")).Status
        == HealthStatus.Healthy;

    /// <summary>The codes of the alarms that stand now, with what each is about behind it.</summary>
    public Task<IReadOnlyList<string>> ListAlarms() =>
        Task.FromResult<IReadOnlyList<string>>([
            .. Services.GetRequiredService<AlarmWatch>().Standing.Select(alarm => $"{alarm.Code} {alarm.About}".Trim()),
        ]);

    /// <summary>Waits until this alarm stands: no longer than an operator has to wait to be told.</summary>
    public Task Alarms(string alarm) => Eventually.Sees(ListAlarms, alarms => alarms.Contains(alarm), LongestUntilTold);

    /// <summary>Waits until this alarm is over.</summary>
    public Task AlarmIsOver(string alarm) => Eventually.Sees(ListAlarms, alarms => !alarms.Contains(alarm), LongestUntilTold);

    async Task Start()
    {
        factory = new Deployed(service, Database, AmqpOfService, Settings);
        factory.UseKestrel(Listen);
        factory.StartServer();
        http = factory.CreateClient();
        Introduce(factory.Services.GetRequiredService<KeyRing>());
        await Eventually.Is(async () => (await http.GetAsync(new Uri("/ready", UriKind.Relative))).IsSuccessStatusCode);
        // Ready says nothing of the bus; tests that speak to a service by message wait for its queues.
        await Eventually.Is(Listens);
    }

    async Task Stop()
    {
        http?.Dispose();
        if (factory is not null)
            await factory.DisposeAsync();
    }

    sealed class Deployed(string service, TestDatabase database, string amqp, IEnumerable<KeyValuePair<string, string>> settings)
        : WebApplicationFactory<TDb>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting($"ConnectionStrings:{service}", database.Login);
            builder.UseSetting("ConnectionStrings:bus", amqp);
            // An answer by a rule that the act did not declare fails the test that provoked it.
            builder.UseSetting("Refusals:MustBeDeclared", "true");
            builder.UseSetting("Sealing:Secret", TestDatabase.SealingSecret);
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
        }
    }
}
