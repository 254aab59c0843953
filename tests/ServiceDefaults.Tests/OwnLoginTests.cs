using System.Collections.Concurrent;
using System.Net;
using Clinic.Payroll;
using Clinic.Payroll.Contracts;
using Clinic.Provision;
using Clinic.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>A whole service that is on the broker under its own login, as every service in tests is.</summary>
public sealed class OwnLoginTests(PayrollService service) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task A_service_hears_and_says_facts_under_its_own_login_and_leaves_the_broker_as_it_was_prepared()
    {
        var untouched = await Servers.NewVirtualHost();
        await BusOfService.Prepare("payroll", untouched);
        await (await BusTap.Connect(untouched)).DisposeAsync();
        await service.Bus.Listen<EmployeeHired>();
        await service.Bus.Listen<EmployeeNamed>();

        var (branch, employee) = (await service.OpenBranch(), Guid.CreateVersion7());
        (await service.Hire(branch, employee)).Ok();
        await service.Bus.Hears<EmployeeHired>(1, fact => fact.EmployeeId == employee);

        foreach (var kind in new[] { "queues", "exchanges", "bindings" })
            Assert.Equal((await Servers.DeclaredAsync(untouched, kind)).Order(), (await Servers.DeclaredAsync(service.Amqp, kind)).Order());
    }

    [Fact]
    public async Task A_service_that_starts_before_its_login_and_its_queues_are_made_listens_once_they_are_and_calls_it_no_error()
    {
        var amqp = await Servers.NewVirtualHost();
        var payroll = Database.All.Single(database => database.Name == "payroll");
        var login = BusLogin.Of(payroll, TestDatabase.LoginPassword) with { Name = $"late-{Guid.NewGuid():N}" };
        var own = new UriBuilder(amqp) { UserName = login.Name, Password = login.Password }.Uri.ToString();
        using Said said = new();
        await using var early = new WebApplicationFactory<PayrollDb>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("ConnectionStrings:payroll", service.Database.Login);
            host.UseSetting("ConnectionStrings:bus", own);
            host.UseSetting("Sealing:Secret", TestDatabase.SealingSecret);
            host.ConfigureLogging(logging => logging.AddProvider(said).AddFilter<Said>(null, LogLevel.Debug));
        });
        early.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        early.StartServer();

        await Says($"Nobody listens: {nameof(BrokerUnreachableException)}");
        await BusLogin.Make(await Servers.ManagementAsync(), amqp, [login]);
        await Says("Listening waits");
        await Topology.Deploy(amqp, [("payroll", typeof(PayrollDb).Assembly)]);
        await Eventually.Is(() => Task.FromResult(early.Services.GetRequiredService<Listening>().Now is not null));

        Assert.DoesNotContain(said.Lines, line => line.Level >= LogLevel.Error);

        Task Says(string text) =>
            Eventually.Is(() => Task.FromResult(said.Lines.Any(line => line.Text.StartsWith(text, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_parked_message_of_a_queue_that_is_not_heard_here_is_not_replayed_and_can_be_discarded()
    {
        var (foreign, gone) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var (id, queue) in new[] { (foreign, "escort-know-client-when-client-registered"), (gone, "payroll-do-no-more") })
        {
            await service.Database.Sql<Guid>(
                $"""
                INSERT INTO parked (id, queue, message_id, type, cause, body, parked_at, times, state)
                VALUES ('{id}', '{queue}', '{id}', 'a type', 'a cause', '', now(), 1, 'Parked') RETURNING id
                """
            );
        }
        var operators = service.InGroup("ops.parked");

        foreach (var id in new[] { foreign, gone })
        {
            Assert.True((await operators.Post($"/ops/parked/{id}/replay", new { reason = "again" })).Refused("parked-not-heard-here"));
            (await operators.Post($"/ops/parked/{id}/discard", new { reason = "nobody hears it" })).Ok();
        }
        Assert.Equal(0, await service.Database.Count($"outbox WHERE message_id IN ('{foreign}', '{gone}')"));
    }

    [Fact]
    public async Task A_message_to_an_exchange_that_is_not_there_waits_and_holds_up_nobody()
    {
        await service.Bus.Listen<EmployeeHired>();
        await service.Bus.Listen<EmployeeNamed>();
        var lost = Guid.CreateVersion7();
        await service.Database.Sql<long>(
            $"""
            INSERT INTO outbox (message_id, exchange, routing_key, body, attempts, not_before)
            VALUES ('{lost}', 'payroll-do-something-no-more', '', '', 0, now()) RETURNING seq
            """
        );

        var (branch, employee) = (await service.OpenBranch(), Guid.CreateVersion7());
        (await service.Hire(branch, employee)).Ok();

        await service.Bus.Hears<EmployeeHired>(1, fact => fact.EmployeeId == employee);
        await Eventually.Is(async () => await service.Database.Count($"outbox WHERE message_id = '{lost}' AND attempts > 0") == 1);
    }

    sealed class Said : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose() { }
    }
}
