using Clinic.Payroll.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Onboarding;

/// <summary>
/// A person has another post: its onboarding is planned unless it was gone through, and one of the post before that is still open is
/// withdrawn (EV-02, R-029). Marks judge by the new post from the next assessment on.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class PlanOnboardingWhenPostAdjusted(TrainingDb db, PolicyBook policies, TimeProvider clock) : IReaction<PostAdjusted>
{
    public async Task React(PostAdjusted fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EmployeeId], stop);
        await db.LockSubject(fact.EmployeeId, stop);
        var file = await db.FileOrNew(fact.EmployeeId, fact.BranchId, stop);
        if (file.SetPost(fact.NewPost, fact.BranchId, fact.Version))
            await db.ReconcilePlans(file, policies, fact.OccurredAt, clock.GetUtcNow(), stop);
    }
}
