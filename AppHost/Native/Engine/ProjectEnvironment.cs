using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Clinic.AppHost.Native;

/// <summary>The variables of a project's process, as Aspire sets them in run mode.</summary>
internal static class ProjectEnvironment
{
    // What is meant for us must not leak into them. The last one would hand every service the administrator's password.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPIRE_LOGLEVEL", "DEBUG_SESSION*", "DCP_*", "Parameters__*"];

    // The targets are this replica's own ports, by endpoint name.
    public static async Task<Dictionary<string, string>> ForAsync(
        ProjectResource project, IReadOnlyDictionary<string, int> targets, IConfiguration configuration, bool development, string dataDirectory, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>();
        AddTelemetry(variables, project.Name, configuration, development);
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        var web = project.Plan.Endpoints.Where(e => e.Scheme is "http" or "https").ToList();
        if (web.Count > 0)
        {
            variables["ASPNETCORE_URLS"] = string.Join(';', web.Select(e => $"{e.Scheme}://localhost:{targets[e.Name]}"));
        }

        foreach (var endpoint in project.Plan.Endpoints.Where(e => e.PortVariable is not null))
        {
            variables[endpoint.PortVariable!] = targets[endpoint.Name].ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var context = new EnvironmentCallbackContext();
        foreach (var (name, value) in variables)
        {
            context.EnvironmentVariables[name] = value;
        }

        project.Plan.Environment.ForEach(callback => callback(context));

        var result = Inherited();
        result[Leftovers.Mark] = dataDirectory;
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            result[name] = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) ?? "" : value.ToString() ?? "";
        }

        return result;
    }

    private static void AddTelemetry(Dictionary<string, object> variables, string name, IConfiguration configuration, bool development)
    {
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        variables["OTEL_SERVICE_NAME"] = name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8)}";
        // There is no dashboard here, so telemetry goes where somebody listens or nowhere.
        if (configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is { Length: > 0 } grpc)
        {
            (variables["OTEL_EXPORTER_OTLP_ENDPOINT"], variables["OTEL_EXPORTER_OTLP_PROTOCOL"]) = (grpc, "grpc");
        }
        else if (configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] is { Length: > 0 } http)
        {
            (variables["OTEL_EXPORTER_OTLP_ENDPOINT"], variables["OTEL_EXPORTER_OTLP_PROTOCOL"]) = (http, "http/protobuf");
        }

        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }

        if (!development)
        {
            return;
        }

        foreach (var interval in (string[])["OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"])
        {
            variables[interval] = "1000";
        }

        variables["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        variables["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        variables["OTEL_TRACES_SAMPLER"] = "always_on";
        variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        variables["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
    }

    private static Dictionary<string, string> Inherited()
    {
        var result = new Dictionary<string, string>();
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!NotInherited.Any(n => n.EndsWith('*') ? name.StartsWith(n[..^1], StringComparison.OrdinalIgnoreCase) : name.Equals(n, StringComparison.OrdinalIgnoreCase)))
            {
                result[name] = (string?)variable.Value ?? "";
            }
        }

        return result;
    }
}
