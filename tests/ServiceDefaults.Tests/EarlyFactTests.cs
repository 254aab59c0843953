using System.Diagnostics.Metrics;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>What the plumbing does with facts that come too early, with an impossible version, or twice with another content.</summary>
public sealed class EarlyFactTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    const string Accrue = "payroll-accrue-visit-when-visit-completed";

    Person Operator => payroll.InGroup("ops.parked");

    [Fact]
    public async Task A_fact_that_waits_survives_a_restart_and_is_applied_once_when_the_person_is_hired()
    {
        var (branch, person) = (await payroll.OpenBranch(), Guid.CreateVersion7());
        var (message, visit) = await Waits(branch, person);

        await payroll.Restart();
        (await payroll.Hire(branch, person)).Ok();

        await Applied(message);
        Assert.Equal(1, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}' AND person_id = '{person}'"));
        Assert.Equal(0, await payroll.Database.Count($"early WHERE message_id = '{message}'"));
        Assert.Equal(0, await payroll.Database.Count($"parked WHERE message_id = '{message}'"));
    }

    [Fact]
    public async Task A_fact_that_waits_for_an_hour_is_an_alarm_once_and_none_before()
    {
        var branch = await payroll.OpenBranch();
        using Watch watch = new(payroll.Services);
        var (message, _) = await Waits(branch, Guid.CreateVersion7());
        await payroll.MoveClock(TimeSpan.FromMinutes(59));
        Assert.DoesNotContain("facts-early", await payroll.ListAlarms());
        Assert.Empty(watch.Errors);

        await payroll.MoveClock(TimeSpan.FromMinutes(2));

        await payroll.Alarms("facts-early");
        await Alarmed(message);
        await Eventually.Is(() => Task.FromResult(watch.Counted("clinic.reactions.early_too_long") == 1));
        // Another turn of the round, in which a second one is found, says nothing of the first again.
        var (second, _) = await Waits(branch, Guid.CreateVersion7());
        await payroll.MoveClock(TimeSpan.FromMinutes(61));
        await Alarmed(second);
        await Eventually.Is(() => Task.FromResult(watch.Counted("clinic.reactions.early_too_long") == 2));
        Assert.Equal(2, watch.Errors.Count(line => line.Contains("have waited for an hour", StringComparison.Ordinal)));
        Assert.Equal(0, await payroll.Database.Count("parked WHERE state = 'Parked'"));
        foreach (var one in new[] { message, second })
            (await Operator.Post($"/ops/early/{await IdOf(one)}/discard", new { reason = "made by hand" })).Ok();
        await payroll.AlarmIsOver("facts-early");

        Task Alarmed(Guid one) =>
            Eventually.Is(async () => await payroll.Database.Count($"early WHERE message_id = '{one}' AND alarmed_at IS NOT NULL") == 1);
    }

    [Fact]
    public async Task An_operator_sees_ids_and_types_of_what_waits_and_puts_one_away_with_a_reason()
    {
        var (branch, person) = (await payroll.OpenBranch(), Guid.CreateVersion7());
        var (message, visit) = await Waits(branch, person);

        var list = (await Operator.Get("/ops/early")).Ok();
        var row = list.Body.EnumerateArray().Single(element => element.GetProperty("messageId").GetGuid() == message);
        Assert.Equal((Accrue, "Person"), (row.GetProperty("queue").GetString(), row.GetProperty("awaits").GetString()));
        Assert.Equal(person, row.GetProperty("awaitedId").GetGuid());
        Assert.EndsWith(":VisitCompleted", row.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(visit.VisitId.ToString(), list.Text, StringComparison.Ordinal);
        var discard = $"/ops/early/{row.GetProperty("id").GetGuid()}/discard";
        Assert.True((await payroll.At(branch, "employees.hire").Get("/ops/early")).Refused("forbidden"));
        Assert.True((await payroll.At(branch, "employees.hire").Post(discard, new { reason = "none of mine" })).Refused("forbidden"));
        var unproven = payroll.ProvenBefore(TimeSpan.FromMinutes(6), Operator.Id, (null, ["ops.parked"]));
        Assert.True((await unproven.Post(discard, new { reason = "in a hurry" })).Refused("proof-needed"));
        Assert.True((await Operator.Post(discard, new { reason = "" })).Refused("bad-request"));
        Assert.True((await Operator.Post($"/ops/early/{Guid.CreateVersion7()}/discard", new { reason = "gone" })).Refused("not-found"));

        (await Operator.Post(discard, new { reason = "nobody of that name works here" })).Ok();

        Assert.True((await Operator.Post(discard, new { reason = "again" })).Refused("not-found"));
        Assert.Equal(
            ["early Discarded nobody of that name works here"],
            await payroll.Database.Sql<string>(
                $"SELECT concat_ws(' ', cause, state, reason) FROM parked WHERE message_id = '{message}' AND settled_by LIKE 'person:%'"
            )
        );
        (await payroll.Hire(branch, person)).Ok();
        await Applied(await payroll.Bus.Say(visit with { VisitId = Guid.CreateVersion7() }, branch));
        Assert.Equal(0, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}'"));
    }

    [Fact]
    public async Task What_waits_for_somebody_who_is_known_is_found_and_sent_after_all()
    {
        var (branch, person) = (await payroll.OpenBranch(), Guid.CreateVersion7());
        var (message, visit) = await Waits(branch, Guid.CreateVersion7());
        (await payroll.Hire(branch, person)).Ok();
        // A row that was missed, however that could come about; the fact itself names only people who are known.
        await payroll.Database.Sql<Guid>(
            $"""
            UPDATE early SET awaited_id = '{person}',
              body = convert_to(replace(convert_from(body, 'UTF8'), '{visit.ServedBy[0].EmployeeId}', '{person}'), 'UTF8')
            WHERE message_id = '{message}' RETURNING id
            """
        );

        await Applied(message);

        Assert.Equal(1, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}' AND person_id = '{person}'"));
        Assert.Equal(0, await payroll.Database.Count($"early WHERE message_id = '{message}'"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -5)]
    public async Task A_version_that_cannot_be_is_parked_with_a_cause_of_its_own_and_changes_nothing(int header, int version)
    {
        var branch = await payroll.OpenBranch();
        var visit = Visit(branch, await Hired(branch)) with { Version = version };

        var message = await payroll.Bus.Say(visit, visit.VisitId, major: header);

        Assert.Equal("impossible-version", await Cause(message));
        Assert.Equal(0, await payroll.Database.Count($"served_visit WHERE id = '{visit.VisitId}'"));
        Assert.Equal(0, await payroll.Database.Count($"inbox WHERE message_id = '{message}'"));
        await Discard(message);
    }

    [Fact]
    public async Task Another_content_under_the_id_of_a_message_that_was_applied_is_parked_and_an_alarm()
    {
        var branch = await payroll.OpenBranch();
        var (person, other) = (await Hired(branch), await Hired(branch));
        using Watch watch = new(payroll.Services);
        var visit = Visit(branch, person);
        var message = await payroll.Bus.Say(visit, visit.VisitId);
        await Applied(message);

        // Another case and time of sending are around the fact, not in it.
        await payroll.Bus.Say(visit, branch, message);
        await payroll.Bus.Say(visit with { ServedBy = [new(other, ServicePart.Treatment)] }, visit.VisitId, message);

        Assert.Equal("same-id-other-content", await Cause(message));
        Assert.Equal(1, watch.Counted("clinic.reactions.other_content"));
        Assert.Single(watch.Errors, line => line.Contains("another content", StringComparison.Ordinal));
        Assert.Equal(
            1,
            await payroll.Database.Count(
                $"parked WHERE message_id = '{message}' AND times = 1 AND convert_from(body, 'UTF8') LIKE '%{other}%'"
            )
        );
        Assert.Equal([person], await payroll.Database.Sql<Guid>($"SELECT person_id FROM accrual WHERE visit_id = '{visit.VisitId}'"));

        (await Operator.Post($"/ops/parked/{await ParkedId(message)}/replay", new { reason = "to see what happens" })).Ok();
        await Eventually.Is(async () =>
            await payroll.Database.Count($"parked WHERE message_id = '{message}' AND times = 2 AND state = 'Parked'") == 1
        );
        await Discard(message);
    }

    [Fact]
    public async Task Another_content_under_the_id_of_a_message_that_waits_is_parked_and_the_first_goes_on_waiting()
    {
        var (branch, person) = (await payroll.OpenBranch(), Guid.CreateVersion7());
        var (message, visit) = await Waits(branch, person);

        var other = visit with { ServedBy = [new(person, ServicePart.Treatment), new(person, ServicePart.Triage)] };
        await payroll.Bus.Say(other, visit.VisitId, message);

        Assert.Equal("same-id-other-content", await Cause(message));
        var discard = $"/ops/early/{await IdOf(message)}/discard";
        Assert.True((await Operator.Post(discard, new { reason = "which of them?" })).Refused("early-parked-too"));
        (await payroll.Hire(branch, person)).Ok();
        await Applied(message);
        Assert.Equal(["Treatment"], await payroll.Database.Sql<string>($"SELECT part FROM accrual WHERE visit_id = '{visit.VisitId}'"));
        await Discard(message);
    }

    [Fact]
    public async Task A_repeat_of_what_an_earlier_build_heard_stays_without_effect_and_without_alarm()
    {
        var branch = await payroll.OpenBranch();
        var visit = Visit(branch, await Hired(branch));
        var message = await payroll.Bus.Say(visit, visit.VisitId);
        await Applied(message);
        await payroll.Database.Sql<Guid>($"UPDATE inbox SET content = NULL WHERE message_id = '{message}' RETURNING message_id");

        await payroll.Bus.Say(visit with { Purchased = false }, visit.VisitId, message);

        var last = Visit(branch, visit.ServedBy[0].EmployeeId);
        await Applied(await payroll.Bus.Say(last, last.VisitId));
        await Eventually.Is(async () => await payroll.Bus.Waiting(Accrue) == 0);
        Assert.Equal(0, await payroll.Database.Count($"parked WHERE message_id = '{message}'"));
        Assert.Equal(1, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}'"));
    }

    async Task<(Guid Message, VisitCompleted Visit)> Waits(Guid branch, Guid person)
    {
        var visit = Visit(branch, person);
        var message = await payroll.Bus.Say(visit, visit.VisitId);
        await Eventually.Is(async () => await payroll.Database.Count($"early WHERE message_id = '{message}'") == 1);
        return (message, visit);
    }

    async Task<Guid> Hired(Guid branch)
    {
        var person = Guid.CreateVersion7();
        (await payroll.Hire(branch, person)).Ok();
        return person;
    }

    internal static VisitCompleted Visit(Guid branch, Guid person) =>
        new(
            Guid.CreateVersion7(),
            branch,
            Guid.CreateVersion7(),
            VisitType.First,
            Guid.CreateVersion7(),
            person,
            [new(person, ServicePart.Treatment)],
            true,
            new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero),
            null,
            Version: 1
        );

    Task Applied(Guid message) => Eventually.Is(async () => await payroll.Database.Count($"inbox WHERE message_id = '{message}'") == 1);

    async Task<string> Cause(Guid message) =>
        (
            await Eventually.Sees(
                () => payroll.Database.Sql<string>($"SELECT cause FROM parked WHERE message_id = '{message}' AND state = 'Parked'"),
                causes => causes.Count == 1
            )
        ).Single();

    async Task<Guid> IdOf(Guid message, string table = "early") =>
        (await payroll.Database.Sql<Guid>($"SELECT id FROM {table} WHERE message_id = '{message}'")).Single();

    Task<Guid> ParkedId(Guid message) => IdOf(message, "parked");

    async Task Discard(Guid message) =>
        (await Operator.Post($"/ops/parked/{await ParkedId(message)}/discard", new { reason = "made by a test" })).Ok();

    /// <summary>Counts the messages' metrics and keeps the lines that are errors, as somebody on duty would see them.</summary>
    sealed class Watch : ILoggerProvider
    {
        readonly MeterListener listener = new();
        readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> counts = [];
        readonly System.Collections.Concurrent.ConcurrentQueue<string> errors = [];

        public Watch(IServiceProvider services)
        {
            listener.InstrumentPublished = (instrument, all) =>
            {
                var ours = instrument.Meter.Name == Meters.Name && instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>();
                if (ours)
                    all.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>(
                (instrument, count, _, _) => counts.AddOrUpdate(instrument.Name, count, (_, sum) => sum + count)
            );
            listener.Start();
            services.GetRequiredService<ILoggerFactory>().AddProvider(this);
        }

        public IReadOnlyCollection<string> Errors => errors;

        public long Counted(string name) => counts.GetValueOrDefault(name);

        public ILogger CreateLogger(string categoryName) => new Lines(errors);

        public void Dispose() => listener.Dispose();

        sealed class Lines(System.Collections.Concurrent.ConcurrentQueue<string> errors) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            )
            {
                if (logLevel == LogLevel.Error)
                    errors.Enqueue(formatter(state, exception));
            }
        }
    }
}
