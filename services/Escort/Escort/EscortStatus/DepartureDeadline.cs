using Clinic.Escort.Escorts;

namespace Clinic.Escort.EscortStatus;

/// <summary>When somebody who leaves ahead of time is gone: at the end of the last day, by the calendar of the branch.</summary>
static class DepartureDeadline
{
    public const string Kind = "departure";

    /// <summary>Takes the deadline away, before the person is held; <see cref="Await"/> sets it again.</summary>
    public static Task Forget(EscortDb db, Guid person, CancellationToken stop) => db.CancelDeadlinesNow(person, stop, Kind);

    /// <summary>Sets the deadline at which the person is gone, if that lies ahead.</summary>
    public static void Await(EscortDb db, EscortProfile profile, DateTimeOffset now)
    {
        if (profile.LeavesAt is { } at && at > now)
            db.ScheduleDeadline(Kind, profile.Id, profile.BranchId, at);
    }
}

/// <summary>The last day of work is over: the escort is gone.</summary>
[DeadlineKind(DepartureDeadline.Kind), ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class CloseProfileWhenLastDayIsOver(EscortDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        await db.LockSubject(deadline.SubjectId, stop);
        if (await db.Profiles.FindAsync([deadline.SubjectId], stop) is { } profile)
            await EscortStatusUpdater.Reconcile(db, profile, "left", deadline.SubjectId, clock.GetUtcNow(), stop);
    }
}
