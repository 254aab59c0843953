using Clinic.Training.Onboarding;
using Clinic.Training.Sessions;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>Opens and closes what waits for a person who leaves or stays, the same way whichever fact came last (EV-03).</summary>
static class EmploymentEffects
{
    /// <summary>The kind of the deadline at the end of a person's last day.</summary>
    public const string LastDay = "last-day";

    /// <summary>
    /// Sessions opened for the person, assessments not judged and an onboarding not completed are closed once the person has left, and
    /// go on where they were for who is still there. What was held, judged or completed stays. The caller holds the person.
    /// </summary>
    public static async Task Reconcile(TrainingDb db, TrainingFile file, PolicyBook policies, DateTimeOffset now, CancellationToken stop)
    {
        var hasLeft = file.HasLeft(now);
        await db.ReconcileSessions(file.PersonId, hasLeft, now, stop);
        foreach (var assessment in await db.Assessments.Where(candidate => candidate.PersonId == file.PersonId).ToListAsync(stop))
        {
            if (hasLeft)
                assessment.CloseByLeaving(now);
            else
                assessment.Reopen();
        }
        await db.ReconcilePlans(file, policies, now, now, stop);
    }
}

/// <summary>Rings when the last day of a person is over, by the calendar of the branch.</summary>
[DeadlineKind(EmploymentEffects.LastDay), ActsAs("training", "exams.read")]
sealed class CloseTrainingWhenLastDayIsOver(TrainingDb db, PolicyBook policies, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        await db.LockSubject(deadline.SubjectId, stop);
        if (await db.Files.FindAsync([deadline.SubjectId], stop) is { } file)
            await EmploymentEffects.Reconcile(db, file, policies, clock.GetUtcNow(), stop);
    }
}
