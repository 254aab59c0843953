using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;
using Clinic.Training.Staff;

namespace Clinic.Training.Sessions;

/// <summary>
/// The trainer writes down who attended and for how long, once the session is over (WF-16 3); newcomers' hours are added up from
/// these lines. The same again answers the same. Refuses: <c>session-not-planned</c>, <c>session-not-over</c>,
/// <c>session-cancelled</c>, <c>hours-impossible</c>, <c>own-attendance</c>, <c>audience-missing</c>, <c>attendee-not-known</c>,
/// <c>employee-left</c>, <c>attended-elsewhere</c>, <c>already-recorded</c>.
/// </summary>
public static class CompleteSession
{
    public sealed record Request([property: Required, MinLength(1), MaxLength(200)] Guid[] AttendeeIds, decimal Hours);

    public sealed record Response(Guid Id, SessionState Status, [Employee] Guid[] AttendeeIds, decimal Hours, DateTimeOffset HeldAt);

    internal static void Map(RouteGroupBuilder sessions) =>
        sessions
            .MapPost("{sessionId:guid}/completion", Handle)
            .Needs(Rights.RecordTraining)
            .WithSummary("Writes down who attended, and for how long")
            .Refuses(
                Refusal.AlreadyRecorded,
                SessionRefusals.SessionCancelled,
                SessionRefusals.SessionNotPlanned,
                SessionRefusals.SessionNotOver,
                SessionRefusals.HoursImpossible,
                SessionRefusals.OwnAttendance,
                SessionRefusals.AudienceMissing,
                SessionRefusals.AttendeeNotKnown,
                StaffRefusals.EmployeeLeft,
                SessionRefusals.AttendedElsewhere
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
        var attendees = request.AttendeeIds.Distinct().Order().ToArray();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // A complaint that is being overturned at this moment takes the session back before it is held, or finds it held.
        if (
            await db
                .Sessions.Where(trainingSession => trainingSession.Id == sessionId)
                .Select(trainingSession => new { trainingSession.SourceId })
                .SingleOrDefaultAsync(stop)
            is not { } found
        )
            return Refusal.NotFound.AsProblem();
        if (found.SourceId is { } source)
            await db.LockSubject(source, stop);
        // One person's hours are written by one trainer at a time.
        foreach (var person in attendees)
            await db.LockSubject(person, stop);
        var session = await db.Sessions.SingleAsync(trainingSession => trainingSession.Id == sessionId, stop);
        if (session.State == SessionState.Held)
            return await Recorded(db, session, attendees, request.Hours, stop);

        var now = clock.GetUtcNow();
        if (session.Complete(attendees, request.Hours, caller.PersonId, now) is { } refusal)
            return refusal.AsProblem();
        // Somebody invited from another branch is known there.
        var guests = attendees.Except(session.Audience).ToArray();
        if (await db.Files.CountAsync(file => guests.Contains(file.PersonId) && file.BranchId == session.BranchId, stop) != guests.Length)
            return SessionRefusals.AttendeeNotKnown.AsProblem();
        if (
            (await db.Files.Where(file => attendees.Contains(file.PersonId)).ToListAsync(stop)).Exists(file =>
                file.HasLeft(session.From!.Value)
            )
        )
            return StaffRefusals.EmployeeLeft.AsProblem();
        if (await AttendsAnotherSession(db, session, attendees, stop))
            return SessionRefusals.AttendedElsewhere.AsProblem();

        var plans = await OnboardingAttendance.Of(db, attendees, stop);
        foreach (var line in attendees.Select(person => Attendance.Of(session, person)))
        {
            db.Add(line);
            foreach (var plan in plans[line.PersonId].Where(plan => plan.State != OnboardingState.Completed))
                await OnboardingAttendance.Recount(db, plan, line, now, stop);
        }
        db.Publish(
            new TrainingSessionCompleted(session.Id, session.BranchId, session.Kind, attendees, request.Hours, session.SourceId, now),
            session.CaseId
        );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(Answer(session, attendees));
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Recorded(
        TrainingDb db,
        TrainingSession session,
        Guid[] attendees,
        decimal hours,
        CancellationToken stop
    )
    {
        var written = await db
            .Attendances.Where(line => line.SessionId == session.Id && line.ReversesId == null)
            .Select(line => line.PersonId)
            .ToArrayAsync(stop);
        return session.Hours == hours && written.Order().SequenceEqual(attendees)
            ? TypedResults.Ok(Answer(session, attendees))
            : Refusal.AlreadyRecorded.AsProblem();
    }

    // Lines that were taken back cancel out.
    static Task<bool> AttendsAnotherSession(TrainingDb db, TrainingSession session, Guid[] attendees, CancellationToken stop) =>
        db
            .Attendances.Where(line => attendees.Contains(line.PersonId) && line.From < session.To && line.To > session.From)
            .GroupBy(line => new { line.PersonId, line.SessionId })
            .AnyAsync(lines => lines.Sum(line => line.Hours) > 0, stop);

    static Response Answer(TrainingSession session, Guid[] attendees) =>
        new(session.Id, session.State, attendees, session.Hours!.Value, session.HeldAt!.Value);
}
