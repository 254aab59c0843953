using Clinic.Training.Contracts;

namespace Clinic.Training.Sessions;

/// <summary>The calendar of sessions, also by the complaint or discipline case that asked for one.</summary>
public static class ListSessions
{
    public sealed record Response(IReadOnlyList<Line> Sessions, Guid? Next);

    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
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
        var page = await db
            .Sessions.AsNoTracking()
            .Where(trainingSession =>
                (branch == null || trainingSession.BranchId == branch)
                && (kind == null || trainingSession.Kind == kind)
                && (status == null || trainingSession.State == status)
                && (source == null || trainingSession.SourceId == source)
                && (after == null || trainingSession.Id > after)
            )
            .OrderBy(trainingSession => trainingSession.Id)
            .Select(trainingSession => new Line(
                trainingSession.Id,
                trainingSession.BranchId,
                trainingSession.Kind,
                trainingSession.TopicCode,
                trainingSession.State,
                trainingSession.From,
                trainingSession.To,
                trainingSession.SourceId,
                trainingSession.DueBy,
                trainingSession.Hours
            ))
            .ToPage(limit, line => line.Id, stop);
        return TypedResults.Ok(new Response(page.Items, page.Next));
    }
}
