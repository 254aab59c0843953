namespace Aspire.Hosting
{
    /// <summary>How a resource is asked whether it is well.</summary>
    public static partial class ResourceBuilderExtensions
    {
        public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
            where T : IResourceWithEndpoints
        {
            var plan = builder.Plan();
            path ??= "/";
            if (plan.HttpChecks.Any(c => c.Path == path))
            {
                throw new InvalidOperationException($"'{builder.Resource.Name}' has a health check of {path} already.");
            }

            var name = builder.Resource.Name;
            plan.HttpChecks.Add(new HttpCheck(
                () => plan.Endpoints.FirstOrDefault(e => endpointName is null ? e.Scheme == "http" : e.Name == endpointName)
                    ?? throw new InvalidOperationException($"'{name}' has no endpoint '{endpointName ?? "http"}' to ask for {path}."),
                path, statusCode ?? 200));
            return builder;
        }

        /// <summary>A probe of the cluster it is published to; here, as with Aspire, also a health check of that path.</summary>
        public static IResourceBuilder<T> WithHttpProbe<T>(
            this IResourceBuilder<T> builder, ProbeType type, string? path = null, int? initialDelaySeconds = null, int? periodSeconds = null,
            int? timeoutSeconds = null, int? failureThreshold = null, int? successThreshold = null, string? endpointName = null)
            where T : IResourceWithEndpoints, IResourceWithProbes
        {
            if (initialDelaySeconds is not null || periodSeconds is not null || timeoutSeconds is not null || failureThreshold is not null || successThreshold is not null)
            {
                builder.PublishOnly($"timing of the {type} probe");
            }

            return builder.WithHttpHealthCheck(path, endpointName: endpointName);
        }
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>What a cluster does with the answer.</summary>
    public enum ProbeType
    {
        Startup,
        Readiness,
        Liveness,
    }
}
