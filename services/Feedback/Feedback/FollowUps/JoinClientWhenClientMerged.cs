using Clinic.Feedback.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>Two clients are one person: what both said is shown together, and the word of the one kept says whether to call.</summary>
[ActsAs("merged-clients", "complaints.read", ForGroup = true)]
sealed class JoinClientWhenClientMerged(FeedbackDb db, TimeProvider clock) : IReaction<ClientMerged>
{
    public async Task React(ClientMerged fact, MessageContext message, CancellationToken stop)
    {
        (await db.MergedClientOrNew(fact.ClientId, fact.BranchId, stop)).SetSurvivor(fact.MergedInto, fact.Version);
        // The ids of the person are read back from the rows.
        await db.SaveChangesAsync(stop);
        await ClientWishes.Heed(db, fact.ClientId, clock.GetUtcNow(), stop);
        await ClientWishes.Heed(db, fact.MergedInto, clock.GetUtcNow(), stop);
    }
}
