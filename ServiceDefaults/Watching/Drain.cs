using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Clinic.ServiceDefaults;

/// <summary>
/// A copy that is asked to end says first that it is not ready any more, and serves on until the gateway has noticed and sends to the
/// others: for <c>Drain:Seconds</c>. Without it a service ends at once, because there is no other copy to wait for.
/// </summary>
sealed class Drain(IConfiguration configuration) : IHostedLifecycleService, IHealthCheck
{
    volatile bool ends;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(ends ? HealthCheckResult.Unhealthy("it ends") : HealthCheckResult.Healthy());

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        ends = true;
        await Task.Delay(TimeSpan.FromSeconds(configuration.GetValue("Drain:Seconds", 0)), cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
