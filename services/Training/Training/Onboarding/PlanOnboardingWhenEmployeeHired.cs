using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Onboarding;

/// <summary>
/// A person was hired: the training file is opened, and an onboarding planned when the post has a path, by the settings in force
/// at the hiring. For the group, because an earlier build may have opened the file at another branch first.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class PlanOnboardingWhenEmployeeHired(TrainingDb db, PolicyBook policies, TimeProvider clock) : IReaction<EmployeeHired>
{
    public async Task React(EmployeeHired fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.EmployeeId, stop);
        var file = await db.FileOrNew(fact.EmployeeId, fact.BranchId, stop);
        if (!file.SetPost(fact.Post, fact.BranchId, fact.Version))
            return;
        if (OnboardingPath.Of(fact.Post) is not { } path || await db.Plans.FindAsync([fact.EmployeeId], stop) is not null)
            return;

        var now = clock.GetUtcNow();
        OnboardingPlan plan = new()
        {
            PersonId = fact.EmployeeId,
            BranchId = fact.BranchId,
            PathCode = path.Code,
            Topics = [.. path.Topics],
            StartedAt = now,
            MinHours = policies.Value(path.MinHours, fact.BranchId, fact.OccurredAt),
            NotBefore = fact.OccurredAt.AddDays(policies.Value(path.MinDays, fact.BranchId, fact.OccurredAt)),
        };
        db.Add(plan);
        if (plan.NotBefore > now)
            db.ScheduleDeadline(OnboardingDays.Kind, plan.PersonId, plan.BranchId, plan.NotBefore);
        db.Publish(new OnboardingStarted(plan.PersonId, plan.BranchId, plan.PathCode, now), message.CaseId);
    }
}
