using System.ComponentModel.DataAnnotations;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Backups;

/// <summary>
/// The administrator and the director see when each database was last backed up and put back on trial (R-108, RPT-35), the newest first.
/// </summary>
public static class ListBackups
{
    static readonly Permission Read = new("backups.read");

    public sealed record Line(
        Guid Id,
        string Database,
        DateTimeOffset StartedAt,
        DateTimeOffset EndedAt,
        string File,
        long Bytes,
        long Rows,
        BackupProblem? Problem
    );

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/backups", Handle)
            .Needs(Read)
            .WithTags("Operations")
            .WithSummary("The backups of every database, and whether they could be put back");

    static async Task<Ok<Line[]>> Handle([Range(1, 500)] int? limit, IdentityDb db, CancellationToken stop) =>
        TypedResults.Ok(
            await db
                .BackupRuns.AsNoTracking()
                .OrderByDescending(run => run.StartedAt)
                .ThenBy(run => run.Id)
                .Take(limit ?? 100)
                .Select(run => new Line(run.Id, run.Database, run.StartedAt, run.EndedAt, run.File, run.Bytes, run.Rows, run.Problem))
                .ToArrayAsync(stop)
        );
}
