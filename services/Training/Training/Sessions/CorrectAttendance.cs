using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;

namespace Clinic.Training.Sessions;

/// <summary>
/// A trainer takes back that a person attended, with a reason, by a line of the opposite hours. Taken back once; again
/// answers the same. Refuses: <c>not-attended</c>, <c>own-attendance</c>, <c>onboarding-rests-on-it</c>.
/// </summary>
public static class CorrectAttendance
{
    public sealed record Request([property: GivenId] Guid EmployeeId, [property: Text(500)] string Reason);

    public sealed record Response(Guid SessionId, [Employee] Guid EmployeeId, decimal Hours);

    internal static void Map(RouteGroupBuilder sessions) =>
        sessions
            .MapPost("{sessionId:guid}/attendance-correction", Handle)
            .Needs(Rights.RecordTraining)
            .WithSummary("Takes one person's attendance back")
            .Refuses(
                SessionRefusals.NotAttended,
                SessionRefusals.OwnAttendance,
                Refusal.AlreadyRecorded,
                SessionRefusals.OnboardingRestsOnIt
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid sessionId,
        Request request,
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(request.EmployeeId, stop);
        if (
            await db.Sessions.AsNoTracking().SingleOrDefaultAsync(trainingSession => trainingSession.Id == sessionId, stop)
                is not { } session
            || !caller.WorksIn(session.BranchId)
        )
            return Refusal.NotFound.AsProblem();
        var lines = await db
            .Attendances.AsNoTracking()
            .Where(line => line.SessionId == sessionId && line.PersonId == request.EmployeeId)
            .ToListAsync(stop);
        await db.Open(lines, stop);
        if (lines.Find(line => line.ReversesId is null) is not { } wrong)
            return SessionRefusals.NotAttended.AsProblem();
        if (request.EmployeeId == caller.PersonId)
            return SessionRefusals.OwnAttendance.AsProblem();
        if (lines.Find(line => line.ReversesId is not null) is { } done)
            return done.Reason?.Read() == request.Reason.Normalized() ? TypedResults.Ok(Answer(done)) : Refusal.AlreadyRecorded.AsProblem();

        var now = clock.GetUtcNow();
        var opposite = wrong.Opposite(request.Reason.Normalized(), caller.PersonId, now);
        foreach (var plan in (await OnboardingAttendance.Of(db, [request.EmployeeId], stop))[request.EmployeeId])
        {
            if (wrong.Kind == SessionKind.Onboarding && plan.RestsOn(wrong.At))
                return SessionRefusals.OnboardingRestsOnIt.AsProblem();
            if (plan.State != OnboardingState.Completed)
                await OnboardingAttendance.Recount(db, plan, opposite, now, stop);
        }
        db.Add(opposite);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(Answer(opposite));
    }

    static Response Answer(Attendance opposite) => new(opposite.SessionId, opposite.PersonId, opposite.Hours);
}
