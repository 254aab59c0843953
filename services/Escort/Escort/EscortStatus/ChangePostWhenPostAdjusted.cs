using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// a person has another post: who becomes an escort gets a profile, who stops being one gives back what has not begun.
/// </summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ChangePostWhenPostAdjusted(EscortDb db, TimeProvider clock) : IReaction<PostAdjusted>
{
    public async Task React(PostAdjusted fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        profile.AdjustPost(fact.NewPost, fact.BranchId, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "post-adjusted", message.CaseId, clock.GetUtcNow(), stop);
    }
}
