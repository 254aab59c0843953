using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clinic.ServiceDefaults.Tests;

public sealed class AlarmWatchTests
{
    readonly Told queues = new();
    readonly Told disks = new();
    readonly AlarmWatch watch;

    public AlarmWatchTests() => watch = new("payroll", [queues, disks], TimeProvider.System, NullLogger<AlarmWatch>.Instance);

    [Fact]
    public async Task An_alarm_stands_as_long_as_its_cause_and_keeps_the_instant_it_was_seen_first()
    {
        queues.Alarms = [new("facts-parked", "1 message waits.")];
        await watch.Look(default);
        var first = Assert.Single(watch.Standing);
        queues.Alarms = [new("facts-parked", "2 messages wait.")];
        await watch.Look(default);

        var later = Assert.Single(watch.Standing);
        Assert.Equal((first.Since, "2 messages wait."), (later.Since, later.Sentence));
        Assert.Equal(HealthStatus.Degraded, (await watch.CheckHealthAsync(new())).Status);

        queues.Alarms = [];
        await watch.Look(default);
        Assert.Empty(watch.Standing);
        Assert.Equal(HealthStatus.Healthy, (await watch.CheckHealthAsync(new())).Status);
    }

    [Fact]
    public async Task A_source_that_cannot_look_has_not_seen_that_anything_is_over_and_holds_up_no_other()
    {
        queues.Alarms = [new("facts-unheard", "Nobody hears.", "payroll-dead")];
        await watch.Look(default);
        (queues.Alarms, disks.Alarms) = (null, [new("disk-low", "It is nearly full.")]);
        await watch.Look(default);

        Assert.Equal(["disk-low", "facts-unheard"], watch.Standing.Select(alarm => alarm.Code).Order());
    }

    [Fact]
    public async Task What_several_services_see_is_one_alarm_that_names_them_all()
    {
        queues.Alarms = [new("broker-disk", "It is full.") { Service = "escort" }, new("broker-disk", "It is full.")];
        await watch.Look(default);

        Assert.Equal(["escort", "payroll"], Assert.Single(watch.Standing).Services);
    }

    /// <summary>A cause that the test makes.</summary>
    sealed class Told : IAlarmSource
    {
        /// <summary>What it says; nothing when it cannot look.</summary>
        public Alarm[]? Alarms { get; set; } = [];

        public Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop) =>
            Alarms is { } alarms ? Task.FromResult<IReadOnlyList<Alarm>>(alarms) : throw new InvalidOperationException();
    }
}
