using Clinic.Feedback.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>
/// A client agreed to be contacted for care, or no longer does (AC-19): calls and invitations that wait are kept back, or wait again. The
/// latest word counts, in whatever order they are heard, also for a visit that is heard of later.
/// </summary>
[ActsAs("follow-ups", "followups.read", ForGroup = true)]
sealed class HeedWishWhenClientUpdated(FeedbackDb db, TimeProvider clock) : IReaction<ClientUpdated>
{
    public async Task React(ClientUpdated fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.ClientId, stop);
        var wish =
            await db.ClientWishes.FindAsync([fact.ClientId], stop)
            ?? db.Add(new ClientWish { Id = fact.ClientId, BranchId = fact.BranchId }).Entity;
        if (!wish.Apply(fact.CareConsent, fact.Version))
            return;

        // Whether the person may be contacted is read back from the rows.
        await db.SaveChangesAsync(stop);
        await ClientWishes.Heed(db, fact.ClientId, clock.GetUtcNow(), stop);
    }
}
