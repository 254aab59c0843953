using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Clinic.ServiceDefaults;

/// <summary>
/// <c>/alive</c>: the process. <c>/ready</c>: its own database with the schema it was built for, its policies, the keys by which it
/// recognises people, and that it is not about to end. <c>/health</c>: also the broker, the outbox and facts that came too early, which
/// can be degraded but never take a service out of the gateway.
/// </summary>
public static class Health
{
    /// <summary>The tag of checks that decide whether a service is ready.</summary>
    public const string Own = "own";

    static readonly string[] Paths = ["/alive", "/ready", "/health"];

    /// <summary>True for a question of a supervisor, which is answered by one word whoever asks.</summary>
    public static bool IsAskedBy(HttpRequest request) => Paths.Contains(request.Path.Value, StringComparer.Ordinal);

    internal static void AddClinicHealth<TDb>(this IServiceCollection services)
        where TDb : ServiceDb =>
        services
            .AddSingleton<Drain>()
            .AddHostedService(provider => provider.GetRequiredService<Drain>())
            .AddHealthChecks()
            .AddCheck<SchemaIsThere<TDb>>("schema", tags: [Own])
            .AddCheck<PoliciesAreRead>("policies", tags: [Own])
            .AddCheck<KeysAreKnown>("recognition", tags: [Own])
            .AddCheck<Drain>("drain", tags: [Own])
            .AddCheck<OutboxFlows>("outbox", HealthStatus.Degraded)
            .AddCheck<NothingWaitsTooLong>("early", HealthStatus.Degraded);

    internal static void MapClinicHealth(this IEndpointRouteBuilder routes)
    {
        const string reason = "Tells a supervisor one word and no detail.";
        routes.MapHealthChecks("/alive", new() { Predicate = _ => false }).OpenToAnyone(reason).DisableHttpMetrics();
        routes.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains(Own) }).OpenToAnyone(reason).DisableHttpMetrics();
        routes.MapHealthChecks("/health").OpenToAnyone(reason).DisableHttpMetrics();
    }

    sealed class SchemaIsThere<TDb>(IServiceProvider services) : IHealthCheck
        where TDb : ServiceDb
    {
        string? wanted;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(3));
            try
            {
                await using var scope = services.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<TDb>();
                wanted ??= db.Database.GetMigrations().Last();
                var there = await db
                    .Database.SqlQuery<string>(
                        $"SELECT \"MigrationId\" AS \"Value\" FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = {wanted}"
                    )
                    .ToListAsync(limit.Token);
                return there.Count == 1 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("schema is not there yet");
            }
            catch (Exception exception)
                when (TransientFaults.IsTransient(exception)
                    || exception is PostgresException or OperationCanceledException or InvalidOperationException
                )
            {
                return HealthCheckResult.Unhealthy("database does not answer");
            }
        }
    }

    // Until then every act that asks for a policy is told to come again.
    sealed class PoliciesAreRead(PolicyBook book) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(book.IsRead ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the policies are not read yet"));
    }

    sealed class KeysAreKnown(KeyRing ring) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(ring.Keys is null ? HealthCheckResult.Unhealthy("nobody can be recognised yet") : HealthCheckResult.Healthy());
    }

    sealed class NothingWaitsTooLong(DispatcherDataSource database, TimeProvider clock) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.Source.CreateCommand("SELECT count(*) FROM early WHERE since < $1");
                command.Parameters.Add(
                    new NpgsqlParameter<DateTime> { TypedValue = (clock.GetUtcNow() - EarlyFacts.Patience).UtcDateTime }
                );
                return (long)(await command.ExecuteScalarAsync(cancellationToken))! is > 0 and var late
                    ? HealthCheckResult.Degraded($"{late} facts have waited for an hour for people or branches not known here")
                    : HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (TransientFaults.IsTransient(exception) || exception is PostgresException)
            {
                return HealthCheckResult.Degraded("database does not answer");
            }
        }
    }

    sealed class OutboxFlows(DispatcherDataSource database, BrokerLink broker) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.Source.CreateCommand("SELECT count(*) FROM (SELECT FROM outbox LIMIT 1) AS one");
                var waiting = (long)(await command.ExecuteScalarAsync(cancellationToken))! > 0;
                return waiting && !broker.IsUp ? HealthCheckResult.Degraded("messages wait for the broker") : HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (TransientFaults.IsTransient(exception))
            {
                return HealthCheckResult.Degraded("database does not answer");
            }
        }
    }
}
