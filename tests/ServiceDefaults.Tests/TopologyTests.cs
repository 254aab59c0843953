using System.Reflection;
using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.Provision;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.ServiceDefaults.Tests;

public sealed class TopologyTests(TopologyTests.OnBareBroker service) : IClassFixture<TopologyTests.OnBareBroker>
{
    public sealed class OnBareBroker : PayrollService
    {
        protected override bool BrokerIsPrepared => false;
    }

    [Fact]
    public async Task Nothing_is_sent_before_every_listener_has_its_queue_and_everything_after()
    {
        await service.Bus.Listen<EmployeeHired>();
        await service.Bus.Listen<EmployeeNamed>();
        var branch = await service.OpenBranch();
        var employees = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToArray();
        foreach (var employee in employees)
            (await service.Hire(branch, employee)).Ok();

        Assert.Empty(service.Bus.Heard<EmployeeHired>());
        await Topology.Deploy(service.Amqp, Services);

        await service.Bus.Hears<EmployeeHired>(employees.Length, fact => employees.Contains(fact.EmployeeId));
    }

    [Fact]
    public async Task A_fact_waits_in_the_queue_of_each_listener_though_none_of_them_runs_yet()
    {
        var amqp = await Servers.NewVirtualHost();
        await Topology.Deploy(amqp, Services);
        await Topology.Deploy(amqp, Services);
        await using var bus = await BusTap.Connect(amqp);
        var listeners = Services
            .SelectMany(pair => ReactionKind.In(pair.Assembly, pair.Name))
            .Where(kind => kind.Fact == typeof(BranchOpened))
            .Select(kind => kind.Queue)
            .ToArray();

        await bus.Say(
            new BranchOpened(Guid.CreateVersion7(), BranchKind.DentalClinic, "Asia/Taipei", new(2026, 1, 1)),
            Guid.CreateVersion7()
        );

        Assert.True(listeners.Length >= 2);
        foreach (var queue in listeners)
            await Eventually.Is(async () => await bus.Waiting(queue) == 1);
    }

    [Fact]
    public async Task Each_queue_has_the_limits_it_was_given_and_hears_its_fact_through_an_exchange_of_its_own_name()
    {
        var amqp = await Servers.NewVirtualHost();
        await Topology.Deploy(amqp, Services);
        var kinds = Services
            .SelectMany(pair =>
                ReactionKind
                    .In(pair.Assembly, pair.Name)
                    .Select(kind => (Service: pair.Name, kind.Queue, Fact: FactKind.Of(kind.Fact).Exchange))
            )
            .ToArray();
        var dead = Services.Select(pair => $"{pair.Name}-dead").ToArray();

        var queues = (await Declared("queues")).ToDictionary(Name("name"), queue => queue.GetProperty("arguments").GetRawText());
        Assert.Equal(kinds.Select(kind => kind.Queue).Concat(dead).Order(), queues.Keys.Order());
        Assert.All(dead, queue => Assert.Equal("""{"x-queue-type":"quorum"}""", queues[queue]));
        Assert.All(
            kinds,
            kind =>
                Assert.Equal(
                    $$"""
                    {"x-consumer-timeout":660000,"x-dead-letter-exchange":"{{kind.Service}}-dead","x-dead-letter-strategy":"at-least-once",
                    "x-delivery-limit":20,"x-overflow":"reject-publish","x-queue-type":"quorum"}
                    """.ReplaceLineEndings(""),
                    queues[kind.Queue]
                )
        );
        var exchanges = await Declared("exchanges");
        var learned = Services
            .SelectMany(pair => ReactionKind.In(pair.Assembly, pair.Name))
            .Select(kind => (kind.Queue, Anew: kind.Reaction.GetCustomAttribute<LearnsAnewAttribute>()))
            .Where(kind => kind.Anew is not null)
            .Select(kind => $"{kind.Queue}-learned-{kind.Anew!.Time}");
        var probes = Services.Select(pair => $"{pair.Name}-probe");
        var expected = queues.Keys.Concat(kinds.Select(kind => kind.Fact)).Concat(learned).Concat(probes).Append(Topology.Ready).Distinct();
        Assert.Equal(expected.Order(), exchanges.Select(Name("name")).Order());
        Assert.All(
            exchanges,
            element => Assert.Equal(("fanout", true), (Name("type")(element), element.GetProperty("durable").GetBoolean()))
        );
        var toQueues = queues.Keys.Select(queue => $"{queue} queue {queue}");
        var bindings = (await Declared("bindings")).Select(element =>
            $"{Name("source")(element)} {Name("destination_type")(element)} {Name("destination")(element)}"
        );
        Assert.Equal(kinds.Select(kind => $"{kind.Fact} exchange {kind.Queue}").Concat(toQueues).Order(), bindings.Order());

        async Task<JsonElement[]> Declared(string kind) =>
            [.. (await Servers.DeclaredAsync(amqp, kind)).Select(text => JsonDocument.Parse(text).RootElement)];
        static Func<JsonElement, string> Name(string member) => element => element.GetProperty(member).GetString()!;
    }

    [Fact]
    public async Task A_service_that_went_deaf_is_an_alarm_and_is_made_to_listen_again()
    {
        PayrollService deaf = new();
        await deaf.InitializeAsync();
        await deaf.Services.GetRequiredService<Listening>().Now!.StopAsync(Eventually.Patience);
        await deaf.Alarms("facts-unheard payroll-dead");
        var branch = Guid.CreateVersion7();
        await deaf.Bus.Say(new BranchOpened(branch, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1)), branch);

        await Eventually.Sees(() => deaf.Hire(branch, Guid.CreateVersion7()), answer => answer.Accepted, TimeSpan.FromSeconds(90));
        await deaf.AlarmIsOver("facts-unheard payroll-dead");
        await deaf.DisposeAsync();
    }

    static IEnumerable<(string Name, System.Reflection.Assembly Assembly)> Services =>
        Database.All.Select(database => (database.Name, database.Model.Assembly));
}
