using Clinic.Training.Contracts;

namespace Clinic.Training.Sessions;

/// <summary>The calendar of sessions, also by the complaint or discipline case that asked for one.</summary>
public static class SessionsOfBranch
{
    public sealed record Response(IReadOnlyList<Line> Sessions, Guid? Next);

    public sealed record Line(
        Guid Id,
        Guid BranchId,
        SessionKind Kind,
        string TopicCode,
        SessionState Status,
        DateTimeOffset? From,
        DateTimeOffset? To,
        Guid? SourceId,
        DateTimeOffset? DueBy,
        decimal? Hours
    );

    internal static void Map(RouteGroupBuilder sessions) =>
        sessions.MapGet("", Handle).Needs(Rights.ReadExams).WithSummary("Sessions (after: the last id of the page before)");

    static async Task<Ok<Response>> Handle(
        TrainingDb db,
        Guid? branch,
        SessionKind? kind,
        SessionState? status,
        Guid? source,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var lines = await db
            .Sessions.AsNoTracking()
            .Where(one =>
                (branch == null || one.BranchId == branch)
                && (kind == null || one.Kind == kind)
                && (status == null || one.State == status)
                && (source == null || one.SourceId == source)
                && (after == null || one.Id > after)
            )
            .OrderBy(one => one.Id)
            .Take(limit + 1)
            .Select(one => new Line(
                one.Id,
                one.BranchId,
                one.Kind,
                one.TopicCode,
                one.State,
                one.From,
                one.To,
                one.SourceId,
                one.DueBy,
                one.Hours
            ))
            .ToListAsync(stop);
        return TypedResults.Ok(new Response([.. lines.Take(limit)], lines.Count > limit ? lines[limit - 1].Id : null));
    }
}
