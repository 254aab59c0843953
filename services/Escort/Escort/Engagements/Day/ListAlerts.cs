namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The lead sees what escorts announced, open or resolved, in the order of the alerts' ids; the words are in the file of the
/// engagement. Refused: a period that ends before it begins.
/// </summary>
public static class ListAlerts
{
    public sealed record Line(
        Guid Id,
        Guid EngagementId,
        [Place] Guid BranchId,
        AlertKind Kind,
        AlertSeverity Severity,
        [Employee] Guid RaisedBy,
        DateTimeOffset RaisedAt,
        [Employee] Guid? ResolvedBy,
        DateTimeOffset? ResolvedAt
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapGet("alerts", Handle)
            .Needs(Rights.ReadEngagements)
            .WithSummary("What escorts announced (after: the last id of the page before)")
            .Refuses(EngagementRefusals.PeriodImpossible);

    /// <param name="escort">Only what this escort announced.</param>
    /// <param name="open">Only what nobody resolved yet, or only what somebody did.</param>
    /// <param name="from">Announced from this instant on.</param>
    /// <param name="to">Announced before this instant.</param>
    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        EscortDb db,
        Guid? branch,
        Guid? escort,
        bool? open,
        AlertKind? kind,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (since, until) = (from?.ToUniversalTime(), to?.ToUniversalTime());
        if (since >= until)
            return EngagementRefusals.PeriodImpossible.AsProblem();
        return TypedResults.Ok(
            await db
                .Alerts.AsNoTracking()
                .Where(alert =>
                    (branch == null || alert.BranchId == branch)
                    && (escort == null || alert.RaisedBy == escort)
                    && (open == null || (alert.ResolvedAt == null) == open)
                    && (kind == null || alert.Kind == kind)
                    && (since == null || alert.RaisedAt >= since)
                    && (until == null || alert.RaisedAt < until)
                    && (after == null || alert.Id > after)
                )
                .OrderBy(alert => alert.Id)
                .Select(alert => new Line(
                    alert.Id,
                    alert.EngagementId,
                    alert.BranchId,
                    alert.Kind,
                    alert.Severity,
                    alert.RaisedBy,
                    alert.RaisedAt,
                    alert.ResolvedBy,
                    alert.ResolvedAt
                ))
                .ToPage(limit, line => line.Id, stop)
        );
    }
}
