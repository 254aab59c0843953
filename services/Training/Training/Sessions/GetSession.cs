using Clinic.Training.Contracts;

namespace Clinic.Training.Sessions;

/// <summary>One session with every line of its attendance; the ETag is the version that planning names with If-Match.</summary>
public static class GetSession
{
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        SessionKind Kind,
        string TopicCode,
        SessionState Status,
        DateTimeOffset? From,
        DateTimeOffset? To,
        [Employee] Guid[] AudienceIds,
        Guid? SourceId,
        DateTimeOffset? DueBy,
        decimal? Hours,
        [Employee] Guid? TrainerId,
        DateTimeOffset? SourceTakenBackAt,
        IReadOnlyList<Line> Attendance
    );

    public sealed record Line([Employee] Guid EmployeeId, decimal Hours, Guid? ReversesId, string? Reason);

    internal static void Map(RouteGroupBuilder sessions) =>
        sessions.MapGet("{sessionId:guid}", Handle).Needs(Rights.ReadExams).WithSummary("One session and who attended");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid sessionId,
        HttpResponse answer,
        TrainingDb db,
        CancellationToken stop
    )
    {
        if (
            await db.Sessions.AsNoTracking().SingleOrDefaultAsync(trainingSession => trainingSession.Id == sessionId, stop)
            is not { } session
        )
            return Refusal.NotFound.AsProblem();
        var attendances = await db
            .Attendances.AsNoTracking()
            .Where(line => line.SessionId == sessionId)
            .OrderBy(line => line.Id)
            .ToListAsync(stop);
        await db.Open(attendances, stop);
        IfMatch.Tell(answer, session);
        return TypedResults.Ok(
            new Response(
                session.Id,
                session.BranchId,
                session.Kind,
                session.TopicCode,
                session.State,
                session.From,
                session.To,
                session.Audience,
                session.SourceId,
                session.DueBy,
                session.Hours,
                session.TrainerId,
                session.SourceTakenBackAt,
                [.. attendances.Select(line => new Line(line.PersonId, line.Hours, line.ReversesId, line.Reason?.Read()))]
            )
        );
    }
}
