namespace Clinic.ServiceDefaults;

/// <summary>The trail of one case: which facts and effects it had here, and what caused each.</summary>
public static class TrailRoutes
{
    /// <summary>Whoever may see anything of a case; each line opens only with the permission of its own kind.</summary>
    public static readonly Permission Read = new("trail.read");

    /// <summary>One fact or effect, by ids and codes only.</summary>
    public sealed record Step(
        Guid MessageId,
        Guid? CauseId,
        string Kind,
        string Type,
        [Place] Guid BranchId,
        [Employee] Guid[] Subjects,
        DateTimeOffset At
    );

    internal static void Map<TDb>(IEndpointRouteBuilder routes)
        where TDb : ServiceDb =>
        routes
            .MapGet("/trail/{correlationId:guid}", (Guid correlationId, TDb db, CancellationToken stop) => Of(correlationId, db, stop))
            .Needs(Read)
            .WithTags("Trail")
            .WithSummary("Facts and effects of one case in this service, in order");

    /// <summary>The steps of a case in one database that its caller may see.</summary>
    public static async Task<Step[]> Of(Guid caseId, ServiceDb db, CancellationToken stop)
    {
        var rows = await db
            .Trail.AsNoTracking()
            .Where(row => row.CaseId == caseId)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .Take(500)
            .ToListAsync(stop);
        return
        [
            .. rows.Where(row => db.Caller.Grants.Cover(row.OpensWith, row.BranchId))
                .Select(row => new Step(row.MessageId, row.CauseId, row.Kind, row.Type, row.BranchId, row.Subjects, row.At)),
        ];
    }
}
