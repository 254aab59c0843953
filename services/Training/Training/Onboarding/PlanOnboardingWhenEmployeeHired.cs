using Clinic.Payroll.Contracts;
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
        if (file.SetPost(fact.Post, fact.BranchId, fact.Version))
            await db.ReconcilePlans(file, policies, fact.OccurredAt, clock.GetUtcNow(), stop);
    }
}
