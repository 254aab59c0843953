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
        var branch = await service.OpenBranch();
        var employees = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToArray();
        foreach (var employee in employees) (await service.Hire(branch, employee)).Ok();

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
        var listeners = Services.SelectMany(one => ReactionKind.In(one.Assembly, one.Name)).Where(kind => kind.Fact == typeof(BranchOpened)).Select(kind => kind.Queue).ToArray();

        await bus.Say(new BranchOpened(Guid.CreateVersion7(), BranchKind.DentalClinic, "Asia/Taipei", new(2026, 1, 1)), Guid.CreateVersion7());

        Assert.True(listeners.Length >= 2);
        foreach (var queue in listeners) await Eventually.Is(async () => await bus.Waiting(queue) == 1);
    }

    [Theory]
    [InlineData("queues")]
    [InlineData("exchanges")]
    [InlineData("bindings")]
    public async Task What_is_declared_beforehand_is_what_a_service_would_declare_itself(string kind)
    {
        var amqp = await Servers.NewVirtualHost();
        await Topology.Deploy(amqp, Services.Where(one => one.Name == "payroll"));

        var beforehand = (await Servers.DeclaredAsync(amqp, kind)).Where(one => !one.Contains(Topology.Ready, StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(beforehand);
        Assert.Subset((await Servers.DeclaredAsync(service.Amqp, kind)).ToHashSet(), beforehand.ToHashSet());
        Assert.Equal(
            (await Servers.DeclaredAsync(service.Amqp, kind)).Where(one => one.Contains("\"payroll-", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            beforehand.Where(one => one.Contains("\"payroll-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_service_that_went_deaf_is_made_to_listen_again()
    {
        PayrollService deaf = new();
        await deaf.InitializeAsync();
        await deaf.Services.GetRequiredService<Listening>().Now!.StopAsync(Eventually.Patience);
        var branch = Guid.CreateVersion7();
        await deaf.Bus.Say(new BranchOpened(branch, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1)), branch);

        await Eventually.Sees(() => deaf.Hire(branch, Guid.CreateVersion7()), answer => answer.Accepted, TimeSpan.FromSeconds(90));
        await deaf.DisposeAsync();
    }

    static IEnumerable<(string Name, System.Reflection.Assembly Assembly)> Services => Database.All.Select(database => (database.Name, database.Model.Assembly));
}
