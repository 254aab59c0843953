using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace Clinic.Gateway.Proxy;

/// <summary>The services behind the gateway and where their copies listen: <c>services:{name}:http:{n}</c> in the configuration.</summary>
static class Upstreams
{
    /// <summary>A new service is one word here.</summary>
    public static readonly string[] Names = ["registration", "escort", "feedback", "training", "payroll"];

    /// <summary>The addresses of a service's copies; none when it is not part of this installation.</summary>
    public static IReadOnlyList<Uri> Of(IConfiguration configuration, string name) =>
        configuration.GetSection($"services:{name}:http").Get<Uri[]>() ?? [];

    public static void AddServices(this WebApplicationBuilder builder)
    {
        // A copy that is down is looked at every second; /health tells of it.
        builder.Logging.AddFilter("Yarp", LogLevel.Error).AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        builder
            .Services.AddReverseProxy()
            .LoadFromMemory([.. Names.Select(Route)], [.. Names.Select(name => Cluster(name, Of(builder.Configuration, name)))])
            .AddTransforms(Locations.Translate)
            .ConfigureHttpClient(
                (_, handler) =>
                {
                    handler.ConnectTimeout = TimeSpan.FromSeconds(2);
                    // A service that is asked whether it wants a body always answers; to send before it has done so helps nobody.
                    handler.Expect100ContinueTimeout = TimeSpan.FromSeconds(30);
                }
            );
        builder.Services.AddHttpClient(nameof(Upstreams), http => http.Timeout = TimeSpan.FromSeconds(3));
        // What is let in here is sent on with a few headers of our own, and the services take a hundred in 64 KiB.
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestHeaderCount = 60;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32_768;
        });
    }

    static RouteConfig Route(string name) =>
        new RouteConfig
        {
            RouteId = name,
            ClusterId = name,
            Match = new() { Path = $"/api/{name}/{{**rest}}" },
            Transforms = [new Dictionary<string, string> { ["PathRemovePrefix"] = $"/api/{name}" }],
        };

    static ClusterConfig Cluster(string name, IReadOnlyList<Uri> copies) =>
        new()
        {
            ClusterId = name,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            Destinations = copies
                .Index()
                .ToDictionary(copy => $"{name}-{copy.Index}", copy => new DestinationConfig { Address = copy.Item.ToString() }),
            // Each request has a line of its own while it lasts. On a shared one a service that refuses before it has read everything,
            // or that objects to a header, ends what others are doing (docs/decisions/0013-one-line-for-each-request.md).
            HttpRequest = new ForwarderRequestConfig
            {
                Version = System.Net.HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                ActivityTimeout = TimeSpan.FromSeconds(60),
            },
            Metadata = new Dictionary<string, string> { ["ConsecutiveFailuresHealthPolicy.Threshold"] = "2" },
            HealthCheck = new()
            {
                Active = new()
                {
                    Enabled = true,
                    Interval = TimeSpan.FromSeconds(1),
                    Timeout = TimeSpan.FromSeconds(2),
                    Policy = "ConsecutiveFailures",
                    Path = "/ready",
                },
                Passive = new()
                {
                    Enabled = true,
                    Policy = "TransportFailureRate",
                    ReactivationPeriod = TimeSpan.FromSeconds(2),
                },
                // When every copy looks ill the look may be wrong; then asking is better than refusing unasked.
                AvailableDestinationsPolicy = "HealthyOrPanic",
            },
        };
}
