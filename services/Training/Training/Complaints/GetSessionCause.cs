using Clinic.Feedback.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Training.Complaints;

/// <summary>
/// A trainer sees why a special session was opened: the cause of the complaint by its code and, once the complaint is closed, the
/// case to teach by: kind, severity and days. Neither the client nor anybody accused besides whom the session is for, and no words.
/// </summary>
public static class GetSessionCause
{
    /// <param name="AudienceIds">Whom the session is for.</param>
    /// <param name="TakenBackAt">The finding was found wrong then; it teaches nothing.</param>
    /// <param name="Case">Nothing while the complaint is open.</param>
    public sealed record Response(
        Guid SessionId,
        [Place] Guid BranchId,
        string TopicCode,
        [Employee] Guid[] AudienceIds,
        string? CauseCode,
        DateOnly? DeterminedOn,
        DateTimeOffset? TakenBackAt,
        ClosedCase? Case
    );

    /// <summary>A complaint that is closed, without anybody in it; its days are those of the branch.</summary>
    /// <param name="Kind">Nothing while the filing was not heard.</param>
    public sealed record ClosedCase(ComplaintKind? Kind, Severity? Severity, DateOnly? FiledOn, DateOnly? ClosedOn);

    internal static void Map(RouteGroupBuilder sessions) =>
        sessions
            .MapGet("{sessionId:guid}/cause", Handle)
            .Needs(Rights.ReadExams)
            .WithSummary("Why a special session was opened, without anybody's name or words");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid sessionId, TrainingDb db, Caller caller, CancellationToken stop)
    {
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(trainingSession => trainingSession.Id == sessionId, stop);
        if (session is not { Kind: SessionKind.Special } || !caller.WorksIn(session.BranchId))
            return Refusal.NotFound.AsProblem();
        if (await db.Complaints.AsNoTracking().SingleOrDefaultAsync(complaint => complaint.Id == session.SourceId, stop) is not { } cause)
            return Refusal.NotFound.AsProblem();
        var branch = await db.Branches.AsNoTracking().SingleOrDefaultAsync(known => known.Id == session.BranchId, stop);
        return TypedResults.Ok(
            new Response(
                session.Id,
                session.BranchId,
                session.TopicCode,
                session.Audience,
                cause.CauseCode,
                DayOf(cause.DeterminedAt),
                session.SourceTakenBackAt,
                cause.ClosedAt is { } closedAt ? new ClosedCase(cause.Kind, cause.Severity, DayOf(cause.FiledAt), DayOf(closedAt)) : null
            )
        );

        // A branch whose opening was not heard has the days of UTC.
        DateOnly? DayOf(DateTimeOffset? at) => at is { } instant ? branch?.DayOf(instant) : null;
    }
}
