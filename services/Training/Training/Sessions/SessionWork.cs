using Clinic.Training.Onboarding;

namespace Clinic.Training.Sessions;

/// <summary>
/// What waits about sessions, and about the hours and topics that newcomers lack (WF-16, R-029, R-098). A session that a complaint or a
/// discipline case asked for waits for its time, and then for the people it is held for; every planned session waits to be recorded. A
/// source that is taken back and a departure end it. Whoever a session is held for is not asked to plan or record it.
/// </summary>
static class SessionWork
{
    const string Noun = "session",
        Newcomer = "employee";

    public static readonly WorkKind Time = new("training-session.time", nameof(ScheduleSession), Noun, Rights.PlanTraining),
        Recording = new("training-session.recording", nameof(CompleteSession), Noun, Rights.RecordTraining),
        Attendance = new("training-session.attendance", nameof(CompleteSession), Noun, Rights.RecordTraining);

    /// <summary>A newcomer lacks hours or topics: for the newcomer, and for whoever records training.</summary>
    public static readonly WorkKind Onboarding = new(
        "training-onboarding.sessions",
        nameof(CompleteSession),
        Newcomer,
        Rights.RecordTraining
    );

    /// <summary>The sessions that are not held.</summary>
    public static OpenNouns Open(TrainingDb db) =>
        OpenNouns.Of(
            db.Sessions.Where(session => session.State == SessionState.Requested || session.State == SessionState.Planned),
            session => session.Id
        );

    /// <summary>Writes down what waits about every session and newcomer that this save changes.</summary>
    public static async Task Keep(TrainingDb db, CancellationToken stop)
    {
        foreach (var session in db.Changing<TrainingSession>())
            db.KeepWork(session.Id, session.BranchId, [Time, Recording, Attendance], [.. Of(session)]);
        foreach (var person in db.Changing<OnboardingPlan>().Select(plan => plan.PersonId).ToHashSet())
        {
            await db.Plans.Where(plan => plan.PersonId == person).LoadAsync(stop);
            var running = db.Plans.Local.FirstOrDefault(plan => plan.PersonId == person && plan.State == OnboardingState.Running);
            db.KeepWork(
                person,
                running?.BranchId ?? Guid.Empty,
                [Onboarding],
                running is null
                    ? []
                    : [new(Onboarding, person, running.NotBefore), new(Onboarding, DueAt: running.NotBefore, Except: [person])]
            );
        }
    }

    static IEnumerable<WaitingWork> Of(TrainingSession session)
    {
        if (session.State == SessionState.Requested)
            yield return new(Time, DueAt: session.DueBy, Except: session.Audience);
        if (session.State != SessionState.Planned)
            yield break;
        yield return new(Recording, DueAt: session.To, Except: session.Audience);
        if (!session.HasSource)
            yield break;
        foreach (var person in session.Audience)
            yield return new(Attendance, person, session.From);
    }
}
