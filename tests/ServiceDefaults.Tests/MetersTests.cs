using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>Gathers the platform's metrics of one service, as a collector's reader would.</summary>
sealed class MeterWatch : IDisposable
{
    readonly MeterListener listener = new();
    readonly ConcurrentQueue<(string Name, double Value, string Tags)> seen = [];

    public MeterWatch(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, watch) =>
        {
            if (instrument.Meter.Name == Meters.Name && ReferenceEquals(instrument.Meter.Scope, factory))
                watch.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    /// <summary>What was measured so far under a name, with its tags.</summary>
    public IReadOnlyList<(double Value, string Tags)> Of(string name)
    {
        listener.RecordObservableInstruments();
        return [.. seen.Where(pair => pair.Name == name).Select(pair => (pair.Value, pair.Tags))];
    }

    /// <summary>Waits until something was measured as wanted.</summary>
    public Task Sees(string name, Func<double, bool> value, string tags = "") =>
        Eventually.Is(() => Task.FromResult(Of(name).Any(pair => value(pair.Value) && pair.Tags == tags)));

    void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        seen.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));

    public void Dispose() => listener.Dispose();
}

public sealed class MetersOfActsTests(PayrollService service) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task Acts_are_counted_by_their_route_and_outcome_and_refusals_by_their_code()
    {
        var branch = await service.OpenBranch();
        using MeterWatch watch = new(service.Services);
        var employee = Guid.CreateVersion7();

        (await service.Hire(branch, employee)).Ok();
        Assert.True((await service.At(branch, "employees.read").Get($"/employees/{Guid.CreateVersion7()}")).Refused("not-found"));
        using var anonymous = await service.Anonymous.GetAsync(new Uri($"/employees/{employee}", UriKind.Relative));

        await watch.Sees("clinic.acts", number => number == 1, "act=POST /employees/ outcome=done");
        await watch.Sees("clinic.acts", number => number == 1, "act=GET /employees/{id:guid} outcome=refused");
        await watch.Sees("clinic.refusals", number => number == 1, "code=not-found");
        await watch.Sees("clinic.refusals", number => number == 1, "code=unauthenticated");
        Assert.All(watch.Of("clinic.acts"), pair => Assert.DoesNotContain(employee.ToString(), pair.Tags));
    }

    [Fact]
    public async Task What_waits_in_the_outbox_is_measured_and_its_age_grows_until_it_is_sent()
    {
        var branch = await service.OpenBranch();
        using MeterWatch watch = new(service.Services);
        // Nobody listens to it yet, so it waits.
        (await service.Hire(branch, Guid.CreateVersion7())).Ok();

        await watch.Sees("clinic.outbox.depth", depth => depth >= 1);
        await watch.Sees("clinic.outbox.age", age => age > 1);

        await service.Bus.Listen<EmployeeHired>();
        await service.Bus.Listen<EmployeeNamed>();
        await watch.Sees("clinic.outbox.sent", sent => sent >= 1);
        await Eventually.Is(() =>
            Task.FromResult(watch.Of("clinic.outbox.depth")[^1].Value == 0 && watch.Of("clinic.outbox.age")[^1].Value == 0)
        );
    }

    [Fact]
    public async Task Effects_their_repetition_and_what_is_parked_are_counted_by_queue()
    {
        using MeterWatch watch = new(service.Services);
        var (branch, said) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        BranchOpened opened = new(branch, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1));
        var queue = ReactionKind.In(typeof(Payroll.PayrollDb).Assembly, "payroll").First(kind => kind.Fact == typeof(BranchOpened)).Queue;

        await service.Bus.Say(opened, branch, said);
        await watch.Sees("clinic.reactions.applied", number => number == 1, $"queue={queue}");
        await service.Bus.Say(opened, branch, said);
        await watch.Sees("clinic.reactions.repeated", number => number == 1, $"queue={queue}");
        await service.Bus.Say(opened, branch, major: 9);
        await watch.Sees("clinic.reactions.parked", number => number == 1, $"queue={queue}");
    }
}

public sealed class MetersOfDeadlinesTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    public async Task How_late_a_deadline_rang_is_measured_by_its_kind()
    {
        using MeterWatch watch = new(service.Services);

        await service.Database.Sql<Guid>(
            $"""
            INSERT INTO due (id, kind, subject_id, branch_id, rung, due_at)
            VALUES (gen_random_uuid(), 'inquiry-handover', gen_random_uuid(), gen_random_uuid(), 1, clock_timestamp() - interval
              '90 seconds') RETURNING id
            """
        );

        await watch.Sees("clinic.deadlines.late", late => late is >= 90 and < 120, "kind=inquiry-handover");
    }
}
