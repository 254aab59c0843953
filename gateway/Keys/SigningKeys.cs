using Clinic.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.IdentityModel.Tokens;

namespace Clinic.Gateway.Keys;

/// <summary>
/// The keys as this copy of the gateway knows them; without one it is not ready. The next one is made a day before it is needed: without it
/// half a day before the end there is cause for alarm.
/// </summary>
sealed class SigningKeys(TimeProvider clock) : IHealthCheck, IAlarmSource
{
    static readonly TimeSpan NearEnd = TimeSpan.FromHours(12);

    sealed record State(SigningCredentials InUse, JsonWebKeySet Published, DateTimeOffset LastEnds);

    volatile State? state;

    /// <summary>What signs now.</summary>
    public SigningCredentials InUse => state?.InUse ?? throw new TimeoutException("No signing key is known yet.");

    /// <summary>What tokens may be signed with; null until known.</summary>
    public JsonWebKeySet? Published => state?.Published;

    /// <summary>Takes over what the database says.</summary>
    /// <param name="lastEnds">When the newest key, which may not be in use yet, has to be replaced.</param>
    public void Hold(SigningCredentials inUse, JsonWebKeySet published, DateTimeOffset lastEnds) => state = new(inUse, published, lastEnds);

    public Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Alarm>>(
            state is { } known && clock.GetUtcNow() > known.LastEnds - NearEnd
                ? [new Alarm("signing-key-ends", "The key that signs logins is near its end, and there is no next one.")]
                : []
        );

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state is null ? HealthCheckResult.Unhealthy("no signing key yet") : HealthCheckResult.Healthy());
}
