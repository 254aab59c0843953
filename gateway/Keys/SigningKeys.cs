using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.IdentityModel.Tokens;

namespace Clinic.Gateway.Keys;

/// <summary>The keys as this copy of the gateway knows them; without one it is not ready.</summary>
sealed class SigningKeys : IHealthCheck
{
    sealed record State(SigningCredentials InUse, JsonWebKeySet Published);

    volatile State? state;

    /// <summary>What signs now.</summary>
    public SigningCredentials InUse => state?.InUse ?? throw new TimeoutException("No signing key is known yet.");

    /// <summary>What tokens may be signed with; null until known.</summary>
    public JsonWebKeySet? Published => state?.Published;

    /// <summary>Takes over what the database says.</summary>
    public void Hold(SigningCredentials inUse, JsonWebKeySet published) => state = new(inUse, published);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state is null ? HealthCheckResult.Unhealthy("no signing key yet") : HealthCheckResult.Healthy());
}
