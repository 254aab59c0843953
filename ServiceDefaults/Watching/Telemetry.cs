using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Clinic.ServiceDefaults;

/// <summary>
/// One trace from the gateway to the last listener, metrics and logs, sent to the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>
/// names; without one, nothing is gathered. None of them carries a name, a phone number, a query string or a statement's values.
/// </summary>
static class Telemetry
{
    static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(1.5);

    public static void AddClinicTelemetry(this IHostApplicationBuilder builder, string service)
    {
        builder.Services.AddSingleton<Meters>();
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
            builder.Gather(service);
    }

    // By itself, so that without a collector none of the libraries below is even loaded.
    static void Gather(this IHostApplicationBuilder builder, string service)
    {
        // So that a request's path is told before it is decided whether the request is traced.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        // The only events of spans are exceptions, and their text can hold what somebody sent; the type stands in error.type.
        builder.Configuration["OTEL_SPAN_EVENT_COUNT_LIMIT"] = "0";
        // The first to be added is the last to be stopped.
        builder.Services.AddHostedService<LastExport>();
        builder
            .Services.AddOpenTelemetry()
            // Whoever starts a process names it; an instance name made here would show it twice.
            .ConfigureResource(resource =>
                resource.AddService(service, autoGenerateServiceInstanceId: false).AddEnvironmentVariableDetector()
            )
            .WithTracing(traces =>
                traces
                    .ConfigureSampler((_, configured) => new CausedWorkSampler(configured))
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddNpgsql()
                    .AddSource("MassTransit", "RabbitMQ.Client.Publisher", "RabbitMQ.Client.Subscriber", "Yarp.ReverseProxy")
                    .AddSource(BrokerLink.Tracing.Name, Deadline.Tracing.Name)
                    .AddProcessor(new SpanScrub())
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddNpgsqlInstrumentation()
                    .AddMeter("MassTransit", Meters.Name)
            )
            .WithLogging(logs => logs.AddProcessor(new LogScrub()), options => options.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    /// <summary>
    /// Connections under a name for their metrics, instead of the whole connection string. Statements are traced only within work that
    /// is traced, so that looking for work ever so often leaves no span and costs none.
    /// </summary>
    public static NpgsqlDataSource Source(string name, NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name }
            .ConfigureTracing(tracing =>
                tracing
                    .ConfigureCommandFilter(_ => WithinTrace)
                    .ConfigureBatchFilter(_ => WithinTrace)
                    .EnablePhysicalOpenTracing(false)
                    .EnableFirstResponseEvent(false)
            )
            .Build();

    static bool WithinTrace => Activity.Current is { IsAllDataRequested: true };

    /// <summary>Sends what is left, for as long as a collector that is not there may hold up the end of a service.</summary>
    sealed class LastExport(TracerProvider traces, MeterProvider metrics, LoggerProvider logs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            var limit = (int)LongestEnd.TotalMilliseconds;
            Action[] ends = [() => traces.Shutdown(limit), () => metrics.Shutdown(limit), () => logs.Shutdown(limit)];
            // Each on a thread of its own: the pool has as many as the machine has processors, and one would wait for another's limit.
            return Task.WhenAll(ends.Select(end => Task.Factory.StartNew(end, TaskCreationOptions.LongRunning)));
        }
    }
}
