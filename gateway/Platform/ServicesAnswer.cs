using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Clinic.Gateway.Platform;

/// <summary>
/// Not healthy until every service has answered once, degraded while one has no copy that is ready. The proxy asks them every second
/// anyway; during a start, when somebody waits, those that never answered are asked again at once.
/// </summary>
sealed class ServicesAnswer(IProxyStateLookup proxy, IActiveHealthCheckMonitor monitor) : IHealthCheck
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    readonly ConcurrentDictionary<string, bool> answered = [];
    long looked;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var silent = Silent();
        if (silent.Exists(NeverAnswered) && Stopwatch.GetElapsedTime(looked) > BetweenLooks)
        {
            looked = Stopwatch.GetTimestamp();
            await monitor.CheckHealthAsync(silent.Where(NeverAnswered));
            silent = Silent();
        }
        return silent.Exists(NeverAnswered) ? HealthCheckResult.Unhealthy($"never answered: {Names(silent.Where(NeverAnswered))}")
            : silent.Count > 0 ? HealthCheckResult.Degraded($"not ready: {Names(silent)}")
            : HealthCheckResult.Healthy();
    }

    List<ClusterState> Silent() => [.. proxy.GetClusters().Where(cluster => !cluster.Destinations.IsEmpty && !Answers(cluster))];

    bool NeverAnswered(ClusterState cluster) => !answered.ContainsKey(cluster.ClusterId);

    static string Names(IEnumerable<ClusterState> clusters) => string.Join(", ", clusters.Select(cluster => cluster.ClusterId));

    bool Answers(ClusterState cluster) =>
        cluster.Destinations.Any(copy => copy.Value.Health.Active == DestinationHealth.Healthy) && (answered[cluster.ClusterId] = true);
}
