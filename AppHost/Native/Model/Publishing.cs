using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Kubernetes;

namespace Aspire.Hosting
{
    /// <summary>Docker Compose as a place to publish to: nothing happens when the platform runs.</summary>
    public static class DockerComposeEnvironmentExtensions
    {
        public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) =>
            builder.Engine().AddPublishOnly(new DockerComposeEnvironmentResource(name), $"AddDockerComposeEnvironment('{name}')");

        public static IResourceBuilder<DockerComposeEnvironmentResource> ConfigureComposeFile(
            this IResourceBuilder<DockerComposeEnvironmentResource> builder, Action<ComposeFile> configure) => builder.PublishOnly(configure is null ? "" : "ConfigureComposeFile");

        public static IResourceBuilder<DockerComposeEnvironmentResource> WithDashboard(this IResourceBuilder<DockerComposeEnvironmentResource> builder, bool enabled = true) =>
            builder.PublishOnly($"WithDashboard({enabled})");
    }

    /// <summary>Kubernetes as a place to publish to: nothing happens when the platform runs.</summary>
    public static class KubernetesEnvironmentExtensions
    {
        public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(this IDistributedApplicationBuilder builder, string name) =>
            builder.Engine().AddPublishOnly(new KubernetesEnvironmentResource(name), $"AddKubernetesEnvironment('{name}')");

        public static IResourceBuilder<KubernetesEnvironmentResource> WithProperties(
            this IResourceBuilder<KubernetesEnvironmentResource> builder, Action<KubernetesEnvironmentResource> configure)
        {
            configure(builder.Resource);
            return builder.PublishOnly("WithProperties");
        }

        public static IResourceBuilder<KubernetesEnvironmentResource> WithHelm(
            this IResourceBuilder<KubernetesEnvironmentResource> builder, Action<HelmChartOptions>? configure = null)
        {
            configure?.Invoke(new HelmChartOptions());
            return builder.PublishOnly("WithHelm");
        }
    }
}

namespace Aspire.Hosting.Docker
{
    /// <summary>A Compose file to be written.</summary>
    public sealed class DockerComposeEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource;
}

namespace Aspire.Hosting.Docker.Resources
{
    using Aspire.Hosting.Docker.Resources.ComposeNodes;

    /// <summary>The parts of a Compose file AppHost.cs touches.</summary>
    public sealed class ComposeFile
    {
        public string? Name { get; set; }

        public Dictionary<string, Service> Services { get; } = [];
    }
}

namespace Aspire.Hosting.Docker.Resources.ComposeNodes
{
    /// <summary>A service of a Compose file.</summary>
    public sealed class Service
    {
        public Healthcheck? Healthcheck { get; set; }

        public Dictionary<string, ServiceDependency> DependsOn { get; } = [];
    }

    /// <summary>How Compose asks a service.</summary>
    public sealed class Healthcheck
    {
        public required IReadOnlyList<string> Test { get; init; }

        public string? Interval { get; init; }

        public string? Timeout { get; init; }

        public int? Retries { get; init; }

        public string? StartPeriod { get; init; }
    }

    /// <summary>What one service of a Compose file needs of another.</summary>
    public sealed class ServiceDependency
    {
        public string? Condition { get; set; }
    }
}

namespace Aspire.Hosting.Kubernetes
{
    /// <summary>A Helm chart to be written.</summary>
    public sealed class KubernetesEnvironmentResource(string name) : Resource(name), IComputeEnvironmentResource
    {
        public string? DefaultStorageType { get; set; }

        public string? DefaultStorageSize { get; set; }

        public string? DefaultImagePullPolicy { get; set; }
    }

    /// <summary>Names of the chart.</summary>
    public sealed class HelmChartOptions
    {
        public string? Namespace { get; private set; }

        public string? ReleaseName { get; private set; }

        public HelmChartOptions WithNamespace(string @namespace)
        {
            Namespace = @namespace;
            return this;
        }

        public HelmChartOptions WithReleaseName(string releaseName)
        {
            ReleaseName = releaseName;
            return this;
        }
    }
}
