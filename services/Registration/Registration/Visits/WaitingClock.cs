using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits;

/// <summary>
/// How long a client waits before somebody comes and comforts them. From the triage on, and again from each comforting;
/// ends with the collection. By the value in force when it began.
/// </summary>
static class WaitingClock
{
    public const string Kind = "waiting-comfort";

    public static readonly Policy<int> ComfortMinutes = new("waiting.comfortMinutes", 20, 1, 240, "default, unconfirmed (R-259)");

    /// <summary>Begins to count.</summary>
    public static void Start(RegistrationDb db, Visit visit, PolicyBook policies, DateTimeOffset now) =>
        db.ScheduleDeadline(Kind, visit.Id, visit.BranchId, now.AddMinutes(policies.Value(ComfortMinutes, visit.BranchId, now)));
}

/// <summary>Rings when a client waited so long without anybody coming.</summary>
[DeadlineKind(WaitingClock.Kind), ActsAs("waiting-clock", "visits.read")]
sealed class SayTooLongWhenNobodyComforts(RegistrationDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Visits.FindAsync([deadline.SubjectId], stop) is not { } visit || !visit.NoteWaitTooLong())
            return;

        db.AskPost(VisitWork.Comfort, visit.Id, visit.BranchId, deadline.DueAt);
        db.Publish(
            new WaitingTooLong(
                visit.Id,
                visit.BranchId,
                (int)(deadline.DueAt - visit.Waiting.Since!.Value).TotalMinutes,
                deadline.DueAt,
                clock.GetUtcNow()
            ),
            visit.CaseId
        );
    }
}
