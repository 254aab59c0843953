namespace Clinic.Training.Onboarding;

/// <summary>The days a newcomer spends in the group before the exam.</summary>
static class OnboardingDays
{
    public const string Kind = "onboarding-days";
}

/// <summary>Rings when the days are over: whoever has hours and topics by then is ready for the exam.</summary>
[DeadlineKind(OnboardingDays.Kind), ActsAs("training", "exams.read")]
sealed class ReadyForExamWhenDaysAreOver(TrainingDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        await db.LockSubject(deadline.SubjectId, stop);
        foreach (var plan in await db.Plans.Where(candidate => candidate.PersonId == deadline.SubjectId).ToListAsync(stop))
        {
            if (plan.RecomputeState(clock.GetUtcNow()))
                db.PublishCompleted(plan);
        }
    }
}
