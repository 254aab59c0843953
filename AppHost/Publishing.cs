#if PUBLISHES
namespace Clinic.AppHost;

/// <summary>
/// Where the platform is published to: Docker Compose, or Kubernetes with <c>Deploy:Target=k8s</c>. Compiled only with
/// <c>-p:Publishes=true</c>, because its two packages are not in every package registry (docs/deploy.md). A run has nothing of it.
/// </summary>
static class Publishing
{
    public static void Describe(IDistributedApplicationBuilder builder)
    {
        if (builder.Configuration["Deploy:Target"] == "k8s")
        {
            builder
                .AddKubernetesEnvironment("k8s")
                .WithProperties(k8s =>
                {
                    k8s.DefaultStorageType = "pvc";
                    k8s.DefaultStorageSize = "10Gi";
                    k8s.DefaultImagePullPolicy = "IfNotPresent";
                })
                .WithHelm(helm => helm.WithNamespace("clinic").WithReleaseName("clinic"));
            return;
        }
        builder
            .AddDockerComposeEnvironment("compose")
            .ConfigureComposeFile(file =>
            {
                file.Name = "clinic";
                // Published waits know "started" only: who depends on a server needs it to answer.
                file.Services["postgres"].Healthcheck = new()
                {
                    Test = ["CMD-SHELL", "pg_isready -U $${POSTGRES_USER} -d postgres"],
                    Interval = "3s",
                    Timeout = "3s",
                    Retries = 20,
                    StartPeriod = "5s",
                };
                file.Services["bus"].Healthcheck = new()
                {
                    Test = ["CMD", "rabbitmq-diagnostics", "-q", "check_port_connectivity"],
                    Interval = "5s",
                    Timeout = "5s",
                    Retries = 20,
                    StartPeriod = "10s",
                };
                var waits = file.Services.Values.SelectMany(service => service.DependsOn);
                foreach (var wait in waits.Where(known => known.Key is "postgres" or "bus"))
                    wait.Value.Condition = "service_healthy";
            });
    }
}
#endif
