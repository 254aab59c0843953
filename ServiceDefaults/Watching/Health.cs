using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Clinic.ServiceDefaults;

/// <summary>
/// <c>/alive</c>: the process. <c>/ready</c>: its own database with the schema it was built for, its policies, the keys by which it
/// recognises people, and that it is not about to end. <c>/health</c>: also whether there is cause for alarm, which degrades a service and
/// never takes it out of the gateway; it names the causes, but for the gateway's own, which everybody can reach.
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
            .AddCheck<AlarmWatch>("alarms", HealthStatus.Degraded);

    internal static void MapClinicHealth(this IEndpointRouteBuilder routes, bool namesCauses)
    {
        const string reason = "Tells a supervisor one word and no detail.",
            ofCauses = "Tells a supervisor how it is, by codes and numbers; the gateway lets nobody through to it.";
        routes.MapHealthChecks("/alive", new() { Predicate = _ => false }).OpenToAnyone(reason).DisableHttpMetrics();
        routes.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains(Own) }).OpenToAnyone(reason).DisableHttpMetrics();
        HealthCheckOptions all = new();
        if (namesCauses)
            all.ResponseWriter = NameCauses;
        routes.MapHealthChecks("/health", all).OpenToAnyone(namesCauses ? ofCauses : reason).DisableHttpMetrics();
    }

    static Task NameCauses(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new ServiceHealth(
                report.Status.ToString(),
                context.RequestServices.GetRequiredService<AlarmWatch>().Standing,
                [
                    .. report
                        .Entries.Where(check => check.Value.Status != HealthStatus.Healthy)
                        .Select(check => $"{check.Key}: {check.Value.Description}"),
                ]
            ),
            Json.Wire,
            context.RequestAborted
        );

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
}
