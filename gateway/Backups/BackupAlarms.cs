using System.Diagnostics;
using Clinic.Gateway.Proxy;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Backups;

/// <summary>
/// Looks whether the last backup of each database is good, and none older than a quarter more than <c>Backups:EveryHours</c> (24). Backups
/// are as old as the machine says, wherever the platform's clock was moved to; on a platform without any, their age counts from its start.
/// </summary>
sealed class BackupAlarms(IServiceProvider services, IConfiguration configuration) : IAlarmSource
{
    readonly long began = Stopwatch.GetTimestamp();

    sealed record Last(string Database, string? Problem, bool? IsFresh);

    public async Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop)
    {
        var oldest = TimeSpan.FromHours(configuration.GetValue("Backups:EveryHours", 24.0) * 1.25);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var runs = await db
            .Database.SqlQuery<Last>(
                $"""
                SELECT database AS "Database", (array_agg(problem ORDER BY started_at DESC))[1] AS "Problem",
                  max(started_at) FILTER (WHERE problem IS NULL) > clock_timestamp() - {oldest} AS "IsFresh"
                FROM backup_run GROUP BY database
                """
            )
            .ToListAsync(stop);
        return
        [
            .. Upstreams.Names.Append("identity").Select(name => Of(name, runs.Find(run => run.Database == name), oldest)).OfType<Alarm>(),
        ];
    }

    Alarm? Of(string database, Last? last, TimeSpan oldest) =>
        last is { Problem: { } problem } ? new Alarm("backup-failed", $"The last backup of this database is no good: {problem}.", database)
        : last?.IsFresh ?? Stopwatch.GetElapsedTime(began) < oldest ? null
        : new Alarm("backup-old", $"The last good backup of this database is older than {oldest.TotalHours:0.#} hours.", database);
}
