using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Clinic.ServiceDefaults;

/// <summary>
/// One trace from the gateway to the last listener, and metrics, sent to the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>
/// names; without one, nothing is gathered. Neither carries a name, a phone number, a query string or a statement's values.
/// </summary>
static class Telemetry
{
    static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "Yarp.ReverseProxy", "RabbitMQ.Client.Publisher", "RabbitMQ.Client.Subscriber", "Clinic.Outbox"];

    static readonly string[] MeterNames =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql", "MassTransit", "System.Runtime", Meters.Name];

    public static void AddClinicTelemetry(this IHostApplicationBuilder builder, string service)
    {
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.Services.AddSingleton<Meters>();
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 } endpoint) return;

        var http = builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "http/protobuf";
        var resource = ResourceBuilder.CreateDefault().AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? service);
        var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddProcessor(new Scrub())
            .AddOtlpExporter(options => To(options, "/v1/traces")).Build();
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(MeterNames)
            .AddOtlpExporter(options => To(options, "/v1/metrics")).Build();
        builder.Services.AddSingleton(new Exporters(traces, metrics));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Exporters>());

        void To(OtlpExporterOptions options, string path)
        {
            options.Protocol = http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            // An endpoint set in code is taken as it is.
            options.Endpoint = http ? new Uri(new Uri(endpoint), path) : new Uri(endpoint);
        }
    }

    /// <summary>Names server spans by their route, which the framework leaves out, so that no id stands in a name.</summary>
    public static void UseRouteNames(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var activity = Activity.Current;
        await next(context);
        if (activity is null) return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched";
        activity.DisplayName = $"{context.Request.Method} {route}";
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
    });

    sealed class Exporters(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            // A collector that is not there must not hold up the end of the service.
            return Task.WhenAll(Task.Run(() => traces.Shutdown(1_500), cancellationToken), Task.Run(() => metrics.Shutdown(1_500), cancellationToken));
        }
    }

    sealed class Scrub : BaseProcessor<Activity>
    {
        static readonly string[] Unwanted = ["db.connection_string", "db.npgsql.connection_id", "url.query", "url.full", "url.path", "client.address", "user_agent.original"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Unwanted) data.SetTag(tag, null);
        }
    }
}
