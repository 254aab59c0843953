using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Clinic.Gateway.Platform;

/// <summary>
/// Not healthy until every service has answered once, degraded while one has no copy that is ready. It costs nothing, because
/// the proxy asks them every second anyway.
/// </summary>
sealed class ServicesAnswer(IProxyStateLookup proxy) : IHealthCheck
{
    readonly ConcurrentDictionary<string, bool> answered = [];

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var silent = proxy.GetClusters().Where(cluster => !cluster.Destinations.IsEmpty && !Answers(cluster)).Select(cluster => cluster.ClusterId).ToList();
        var never = silent.Where(name => !answered.ContainsKey(name)).ToList();
        return Task.FromResult(never.Count > 0 ? HealthCheckResult.Unhealthy($"never answered: {string.Join(", ", never)}")
            : silent.Count > 0 ? HealthCheckResult.Degraded($"not ready: {string.Join(", ", silent)}")
            : HealthCheckResult.Healthy());
    }

    bool Answers(ClusterState cluster) => cluster.Destinations.Any(copy => copy.Value.Health.Active == DestinationHealth.Healthy) && (answered[cluster.ClusterId] = true);
}
