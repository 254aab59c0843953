using System.Net;
using System.Net.Sockets;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>A service as a process that reports to a collector, as its launcher tells it to.</summary>
public abstract class WatchedService(string service, params (string Name, string Value)[] settings) : IAsyncLifetime
{
    public const string Instance = "the-first-copy";

    public TraceSink Sink { get; private set; } = null!;
    public TestDatabase Database { get; private set; } = null!;
    public BusTap Bus { get; private set; } = null!;
    internal ServiceProcess Process { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Sink = await TraceSink.Open();
        Database = await TestDatabase.New(service);
        var amqp = await Servers.NewVirtualHost();
        Bus = await BusTap.Connect(amqp);
        Process = await ServiceProcess.Start(
            service,
            Database,
            amqp,
            null,
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", Sink.Address),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ("OTEL_SERVICE_NAME", "watched"),
                ("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={Instance}"),
                ("OTEL_TRACES_SAMPLER", "always_on"),
                ("OTEL_BSP_SCHEDULE_DELAY", "100"),
                ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
                ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
                .. settings,
            ]
        );
    }

    /// <summary>Does something in a trace of the test's own and waits until it has arrived, and with it all that ended before.</summary>
    public async Task<(string Trace, T Answer)> Traced<T>(Func<Task<T>> act)
    {
        using System.Diagnostics.Activity click = new("a click");
        click.SetIdFormat(System.Diagnostics.ActivityIdFormat.W3C).Start();
        click.ActivityTraceFlags = System.Diagnostics.ActivityTraceFlags.Recorded;
        var answer = await act();
        var trace = click.TraceId.ToString();
        await Eventually.Is(() =>
            Task.FromResult(Sink.Spans.Any(span => span.Trace == trace && span.Name.Contains('/', StringComparison.Ordinal)))
        );
        return (trace, answer);
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        await Bus.DisposeAsync();
        await Sink.DisposeAsync();
    }
}

/// <summary>It has deadlines to look for.</summary>
public sealed class WatchedEscort() : WatchedService("escort");

/// <summary>The library's log of what could not be saved, which holds the exception with its text, is sent as well.</summary>
public sealed class WatchedPayroll()
    : WatchedService("payroll", ("Logging__OpenTelemetry__LogLevel__Microsoft.EntityFrameworkCore.Update", "Error"));

public sealed class TracesOfNothingTests(WatchedEscort service) : IClassFixture<WatchedEscort>
{
    [Fact]
    public async Task At_rest_nothing_is_traced_though_the_service_looks_for_work_and_is_asked_whether_it_is_well()
    {
        // A supervisor says nothing of a trace; a client of this process would, when another test here has a trace listened to.
        using HttpClient supervisor = new(new SocketsHttpHandler { ActivityHeadersPropagator = null })
        {
            BaseAddress = service.Process.Http.BaseAddress,
        };
        await Eventually.Is(() => Task.FromResult(service.Sink.MetricExports > 0));
        var (first, last) = (service.Sink.MetricExports, service.Sink.MetricExports + 15);
        // The exports of metrics are the clock: in three seconds each round that looks for work has looked more than once.
        for (var seen = first; seen < last; seen++)
        {
            foreach (var path in (string[])["/alive", "/ready", "/health"])
                (await supervisor.GetAsync(new Uri(path, UriKind.Relative))).Dispose();
            await Eventually.Is(() => Task.FromResult(service.Sink.MetricExports > seen));
        }

        var (trace, answer) = await service.Traced(() => service.Process.At(null, "ops.parked").Get("/ops/parked"));

        answer.Ok();
        Assert.All(service.Sink.Spans, span => Assert.Equal(trace, span.Trace));
        Assert.Contains(service.Sink.Spans, span => span.Name == "GET /ops/parked/");
        Assert.Contains(service.Sink.Spans, span => span.Name == "postgresql");
        Assert.True(service.Sink.Holds("watched") && service.Sink.Holds(WatchedService.Instance));
        Assert.False(service.Sink.Holds("application_name") || service.Sink.Holds("Application Name"));

        await service.Database.Sql<Guid>(
            $"""
            INSERT INTO due (id, kind, subject_id, branch_id, rung, due_at)
            VALUES (gen_random_uuid(), 'inquiry-handover', gen_random_uuid(), gen_random_uuid(), 1, clock_timestamp()) RETURNING id
            """
        );
        await Eventually.Is(() => Task.FromResult(service.Sink.Spans.Any(span => span.Name == "SayOverdueWhenNobodyHandsOver")));
        Assert.Equal(2, service.Sink.Spans.Select(span => span.Trace).Distinct().Count());
        await Eventually.Is(() => Task.FromResult(service.Sink.Metrics.Contains("clinic.deadlines.late")));
    }
}

public sealed class NothingOfAPersonIsSentTests(WatchedPayroll service) : IClassFixture<WatchedPayroll>
{
    const string Name = "Nobody Else's Name",
        Query = "a-word-looked-for";

    [Fact]
    public async Task A_log_comes_with_the_trace_it_belongs_to_and_no_text_of_an_exception_is_sent()
    {
        var branch = Guid.CreateVersion7();
        BranchOpened opened = new(branch, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1));
        await Eventually.Is(() => service.Bus.SaysToSomebody(opened, branch, branch));
        await Eventually.Is(async () => await service.Database.Count($"branch WHERE id = '{branch}'") == 1);
        // A database that says the name in its error, as many a constraint, cast and function of a server does.
        await service.Database.Sql<int>(
            """
            CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not so: %', NEW.name; END $$;
            CREATE TRIGGER tell BEFORE INSERT ON employee FOR EACH ROW EXECUTE FUNCTION tell();
            """
        );

        Assert.True((await service.Process.At(branch, "employees.read").Get($"/employees?q={Query}")).Refused("bad-request"));
        var (trace, answer) = await service.Traced(() =>
            service
                .Process.At(branch, "employees.hire")
                .Post(
                    "/employees",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        branchId = branch,
                        name = Name,
                        post = "Guide",
                        baseGrade = "G1",
                        basePay = new { amount = 5000.00m, currency = "CNY" },
                        hireDate = "2026-02-01",
                    }
                )
        );

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        await Eventually.Is(() =>
            Task.FromResult(service.Sink.Logs.Any(log => log.Trace == trace && log.Body == "POST failed: PostgresException P0001"))
        );
        await Eventually.Is(() =>
            Task.FromResult(service.Sink.Logs.Any(log => log.Trace == trace && log.Body.Contains("{error}", StringComparison.Ordinal)))
        );
        Assert.True(service.Sink.Holds("Microsoft.EntityFrameworkCore.DbUpdateException"));
        Assert.True(service.Sink.Holds("P0001"));
        Assert.Contains((trace, "POST /employees/"), service.Sink.Spans);
        Assert.All((string[])[Name, Query, "not so"], text => Assert.False(service.Sink.Holds(text), text));
    }
}

public sealed class TelemetryOfAProcessTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    public void Where_no_collector_is_named_nothing_is_gathered()
    {
        Assert.Null(service.Services.GetService<TracerProvider>());
        Assert.Null(service.Services.GetService<MeterProvider>());
        Assert.Null(service.Services.GetService<LoggerProvider>());
        Assert.DoesNotContain(service.Services.GetServices<ILoggerProvider>(), provider => provider is OpenTelemetryLoggerProvider);
        var meters = service.Services.GetRequiredService<Meters>();
        Assert.False(meters.CountsActs || meters.MeasuresOutbox);
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_does_not_hold_up_the_end_of_a_service()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{silent.LocalEndpoint}";
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddClinicTelemetry("escort");
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using (Deadline.Tracing.StartActivity("something to send", System.Diagnostics.ActivityKind.Consumer))
            app.Services.GetRequiredService<Meters>().Sent(1);
        app.Logger.LogWarning("Something to send");

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await app.StopAsync();
        await app.DisposeAsync();

        Assert.True(await silent.AcceptTcpClientAsync() is { } asked && asked.Connected);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }
}
