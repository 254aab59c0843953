using Clinic.Training.Contracts;

namespace Clinic.Training.Sessions;

/// <summary>
/// The calendar of sessions, also by the complaint or discipline case that asked for one; those that lie by a part in a time, when one is
/// asked for.
/// </summary>
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
        SessionState[]? status,
        Guid? source,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var states = status ?? [];
        var page = await db
            .Sessions.AsNoTracking()
            .Where(trainingSession =>
                (branch == null || trainingSession.BranchId == branch)
                && (kind == null || trainingSession.Kind == kind)
                && (states.Length == 0 || states.Contains(trainingSession.State))
                && (from == null || trainingSession.To > from)
                && (to == null || trainingSession.From < to)
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
