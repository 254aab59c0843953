using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>
/// A service on a broker of its own, whose limits the test moves: the shared one would stop everybody. One test, since a broker takes
/// seconds to start.
/// </summary>
public sealed class BrokerAlarmTests(BrokerAlarmTests.OnOwnBroker service) : IClassFixture<BrokerAlarmTests.OnOwnBroker>
{
    public sealed class OnOwnBroker : PayrollService
    {
        /// <summary>The broker.</summary>
        public InstalledServer Server { get; private set; } = null!;

        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Alarms:FactsAfterSeconds", "2")];

        protected override string? BrokerManagement => Server.ManagementUri;

        protected override async Task<string> Broker()
        {
            Server = await Servers.OwnBrokerAsync();
            return Server.Uri;
        }

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await Server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_broker_that_is_full_or_gone_or_takes_no_connection_is_an_alarm_while_it_lasts_and_nothing_is_lost_or_said_twice()
    {
        await service.Bus.Listen<EmployeeHired>();
        await service.Bus.Listen<EmployeeNamed>();
        var branch = await service.OpenBranch();

        await service.Server.Control("set_disk_free_limit", "900000GB");
        await service.Alarms("broker-disk");
        var employee = Guid.CreateVersion7();
        (await service.Hire(branch, employee)).Ok();
        await service.Alarms("facts-unsent");
        await GoesOnDegradedAndSaysWhy("broker-disk");
        await service.Server.Control("set_disk_free_limit", "1MB");
        await service.AlarmIsOver("broker-disk");
        await service.AlarmIsOver("facts-unsent");
        await service.Bus.Hears<EmployeeHired>(1, fact => fact.EmployeeId == employee);

        await service.Server.Control("set_vm_memory_high_watermark", "absolute", "1MB");
        await service.Alarms("broker-memory");
        // Of two at once each comes and goes by itself.
        await service.Server.Control("set_disk_free_limit", "900000GB");
        await service.Alarms("broker-disk");
        await service.Alarms("broker-memory");
        await service.Server.Control("set_vm_memory_high_watermark", "absolute", "1GB");
        await service.AlarmIsOver("broker-memory");
        await service.Alarms("broker-disk");
        await service.Server.Control("set_disk_free_limit", "1MB");
        await service.AlarmIsOver("broker-disk");
        // A connection that was left behind while it was blocked would have sent the fact again.
        Assert.Single(service.Bus.Envelopes<EmployeeHired>(), envelope => envelope.GetProperty("correlationId").GetGuid() == employee);

        await MostConnections(0);
        await service.Server.KillAsync();
        await service.Alarms("broker-silent");
        await service.Alarms("facts-unheard");
        await service.Server.RestartAsync();
        await service.Alarms("broker-connections");
        await MostConnections(-1);
        await service.AlarmIsOver("broker-connections");
        await Eventually.Sees(service.ListAlarms, alarms => alarms.Count == 0);
    }

    async Task GoesOnDegradedAndSaysWhy(string alarm)
    {
        using var answer = await service.Anonymous.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var health = await answer.Content.ReadFromJsonAsync<ServiceHealth>(Json.Wire);
        Assert.Equal("Degraded", health!.Status);
        Assert.Contains(health.Alarms, standing => standing.Code == alarm && standing.Services is ["payroll"]);
    }

    // As its operator limits it; a negative number is no limit.
    async Task MostConnections(int most)
    {
        Uri management = new(service.Server.ManagementUri);
        using HttpClient http = new() { BaseAddress = new($"http://{management.Authority}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(management.UserInfo))
        );
        using var content = JsonContent.Create(JsonSerializer.SerializeToElement(new { value = most }));
        (await http.PutAsync(new Uri("/api/vhost-limits/%2F/max-connections", UriKind.Relative), content)).EnsureSuccessStatusCode();
    }
}
