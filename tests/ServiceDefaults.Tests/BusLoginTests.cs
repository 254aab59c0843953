using System.Net;
using System.Text;
using Clinic.Provision;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>What the login of each service may and may not on a broker that was prepared for the whole platform.</summary>
public sealed class BusLoginTests(BusLoginTests.PreparedBroker broker) : IClassFixture<BusLoginTests.PreparedBroker>
{
    public static TheoryData<string> Everybody => [.. Database.All.Select(database => database.Name)];

    public static TheoryData<string> WhoSaysFacts =>
        [.. Database.All.Select(database => database.Name).Where(name => FactsOf(name).Count > 0)];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_service_hears_its_own_queues(string service)
    {
        foreach (var queue in QueuesOf(service))
        {
            await broker.Administrator.SayRaw(queue, "", "{}"u8.ToArray(), "heard");

            Assert.NotNull(await broker.As(service, channel => channel.BasicGetAsync(queue, autoAck: true)));
        }
    }

    [Theory]
    [MemberData(nameof(WhoSaysFacts))]
    public async Task A_service_says_its_own_facts_and_puts_messages_back_into_its_own_queues(string service)
    {
        foreach (var fact in FactsOf(service))
            await broker.As(service, channel => Say(channel, fact));
        foreach (var queue in QueuesOf(service))
            await broker.As(service, channel => Say(channel, queue));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_service_says_no_fact_of_another_one(string service)
    {
        foreach (var fact in Others(service).SelectMany(FactsOf))
            await broker.Refuses(service, channel => Say(channel, fact));
        await broker.Refuses(service, channel => Say(channel, Topology.Ready));
    }

    [Fact]
    public async Task A_completed_visit_that_the_escorts_login_makes_up_reaches_nobody()
    {
        var reactions = Database.All.SelectMany(database => ReactionKind.In(database.Model.Assembly, database.Name));
        var listeners = reactions.Where(kind => kind.Fact == typeof(VisitCompleted)).Select(kind => kind.Queue).ToArray();
        foreach (var queue in listeners)
            await broker.Administrator.Purge(queue);

        await broker.Refuses("escort", channel => Say(channel, FactKind.Of(typeof(VisitCompleted)).Exchange));

        Assert.True(listeners.Length >= 3);
        foreach (var queue in listeners)
            Assert.Equal(0u, await broker.Administrator.Waiting(queue));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_service_neither_reads_nor_empties_anothers_queue_nor_fills_one_that_does_not_hear_its_standing_facts(string service)
    {
        var told = Retelling
            .Listeners(AssemblyOf(service), Database.All.Select(database => (database.Name, database.Model.Assembly)))
            .Select(kind => kind.Queue)
            .ToHashSet();
        foreach (var queue in Others(service).SelectMany(other => QueuesOf(other).Where(queue => !told.Contains(queue)).Take(2)))
        {
            await broker.Refuses(service, channel => channel.BasicGetAsync(queue, autoAck: false));
            await broker.Refuses(service, channel => channel.BasicConsumeAsync(queue, false, new AsyncDefaultBasicConsumer(channel)));
            await broker.Refuses(service, channel => channel.QueuePurgeAsync(queue));
            await broker.Refuses(service, channel => Say(channel, queue));
        }
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_service_declares_and_deletes_nothing_and_binds_nothing_to_a_fact(string service)
    {
        var (own, fact) = (QueuesOf(service)[0], Others(service).SelectMany(FactsOf).First());
        await broker.Refuses(service, channel => channel.QueueDeclareAsync());
        foreach (var name in new[] { "anything", $"{service}-new" })
        {
            await broker.Refuses(service, channel => channel.QueueDeclareAsync(name));
            await broker.Refuses(service, channel => channel.ExchangeDeclareAsync(name, ExchangeType.Fanout));
        }
        foreach (var one in FactsOf(service).Append(fact))
        {
            await broker.Refuses(service, channel => channel.QueueBindAsync(own, one, ""));
            await broker.Refuses(service, channel => channel.ExchangeBindAsync(own, one, ""));
            await broker.Refuses(service, channel => channel.ExchangeUnbindAsync(own, one, ""));
            await broker.Refuses(service, channel => channel.ExchangeDeleteAsync(one));
        }
        await broker.Refuses(service, channel => channel.QueueDeleteAsync(own));
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_service_sends_nothing_past_the_exchanges(string service)
    {
        foreach (var queue in new[] { QueuesOf(service)[0], QueuesOf(Others(service).First())[0] })
            await broker.Refuses(service, channel => channel.BasicPublishAsync("", queue, mandatory: true, "{}"u8.ToArray()).AsTask());
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_service_has_no_business_with_the_management_and_in_other_virtual_hosts(string service)
    {
        var credentials = Encoding.UTF8.GetBytes($"{service}:{TestDatabase.LoginPassword}");
        var management = new UriBuilder(await Servers.ManagementAsync()) { UserName = "", Password = "" }.Uri;
        using HttpClient http = new() { BaseAddress = management };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(credentials));
        var elsewhere = BusOfService.LoginOf(service, await Servers.NewVirtualHost());

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("/api/whoami", UriKind.Relative))).StatusCode);
        // The client does not wait for the answer to its greeting, so it may learn this with what it asks first.
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () => await (await Connected(elsewhere)).CreateChannelAsync());
        Assert.Contains("code=530", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_is_made_again_has_its_new_password_alone()
    {
        BusLogin first = new($"somebody-{Guid.NewGuid():N}", "the-first-one", "^a$", "^a$");
        var second = first with { Password = "the-second-one" };
        foreach (var login in new[] { first, first, second })
            await BusLogin.Make(await Servers.ManagementAsync(), broker.Amqp, [login]);

        await Assert.ThrowsAsync<BrokerUnreachableException>(() => Connected(With(first, broker.Amqp)));
        await (await Connected(With(second, broker.Amqp))).DisposeAsync();
    }

    [Fact]
    public async Task Several_that_make_one_login_at_once_have_it_made()
    {
        var management = await Servers.ManagementAsync();
        for (var round = 0; round < 5; round++)
        {
            BusLogin login = new($"shared-{Guid.NewGuid():N}", "a-password", "^a$", "^a$");

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BusLogin.Make(management, broker.Amqp, [login])));

            await (await Connected(With(login, broker.Amqp))).DisposeAsync();
        }
    }

    [Fact]
    public async Task A_login_is_made_as_soon_as_the_management_answers()
    {
        await using var own = await Servers.OwnBrokerAsync();
        await own.KillAsync();
        BusLogin login = new("late", "a-password", "^a$", "^a$");

        var made = BusLogin.Make(own.ManagementUri, own.Uri, [login]);
        await own.RestartAsync();
        await made;

        await (await Connected(With(login, own.Uri))).DisposeAsync();
    }

    static IEnumerable<string> Others(string service) => Database.All.Select(database => database.Name).Where(name => name != service);

    static System.Reflection.Assembly AssemblyOf(string service) =>
        Database.All.Single(database => database.Name == service).Model.Assembly;

    static List<string> FactsOf(string service) =>
        [.. FactKind.SaidBy(AssemblyOf(service)).Where(fact => fact.HasListeners).Select(fact => fact.Exchange)];

    static List<string> QueuesOf(string service) =>
        [Topology.DeadLettersOf(service), .. ReactionKind.In(AssemblyOf(service), service).Select(kind => kind.Queue)];

    static Task Say(IChannel channel, string exchange) =>
        channel.BasicPublishAsync(exchange, "", mandatory: true, "{}"u8.ToArray()).AsTask();

    static Task<IConnection> Connected(string amqp) =>
        new ConnectionFactory { Uri = new(amqp), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    static string With(BusLogin login, string amqp) =>
        new UriBuilder(amqp) { UserName = login.Name, Password = login.Password }.Uri.ToString();

    /// <summary>A virtual host with the queues and the logins of all services.</summary>
    public sealed class PreparedBroker : IAsyncLifetime
    {
        readonly Dictionary<string, IConnection> connections = [];

        public string Amqp { get; private set; } = "";

        public BusTap Administrator { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Amqp = await Servers.NewVirtualHost();
            await Topology.Deploy(Amqp, Database.All.Select(database => (database.Name, database.Model.Assembly)));
            var logins = Database.All.Select(database => BusLogin.Of(database, TestDatabase.LoginPassword));
            await BusLogin.Make(await Servers.ManagementAsync(), Amqp, logins);
            Administrator = await BusTap.Connect(Amqp);
            foreach (var database in Database.All)
                connections[database.Name] = await Connected(BusOfService.LoginOf(database.Name, Amqp));
        }

        public async Task DisposeAsync()
        {
            await Administrator.DisposeAsync();
            foreach (var connection in connections.Values)
                await connection.DisposeAsync();
        }

        /// <summary>Does something with the login of a service; each message has to be confirmed.</summary>
        public async Task<T> As<T>(string service, Func<IChannel, Task<T>> act)
        {
            CreateChannelOptions confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            await using var channel = await connections[service].CreateChannelAsync(confirmed);
            return await act(channel);
        }

        public Task As(string service, Func<IChannel, Task> act) =>
            As(
                service,
                async channel =>
                {
                    await act(channel);
                    return true;
                }
            );

        /// <summary>The broker itself refuses it for want of a right.</summary>
        public Task Refuses(string service, Func<IChannel, Task> act) =>
            As(
                service,
                async channel =>
                {
                    await Assert.ThrowsAnyAsync<RabbitMQClientException>(() => act(channel));
                    Assert.Equal(Constants.AccessRefused, (int?)channel.CloseReason?.ReplyCode);
                }
            );
    }
}
