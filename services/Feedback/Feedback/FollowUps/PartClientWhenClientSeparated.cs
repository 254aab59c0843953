using Clinic.Feedback.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>The merge was a mistake: each has said their own again, also whether to be called.</summary>
[ActsAs("merged-clients", "complaints.read", ForGroup = true)]
sealed class PartClientWhenClientSeparated(FeedbackDb db, TimeProvider clock) : IReaction<ClientSeparated>
{
    public async Task React(ClientSeparated fact, MessageContext message, CancellationToken stop)
    {
        (await db.MergedClientOrNew(fact.ClientId, fact.BranchId, stop)).SetSurvivor(null, fact.Version);
        // The ids of the person are read back from the rows.
        await db.SaveChangesAsync(stop);
        await ClientWishes.Heed(db, fact.ClientId, clock.GetUtcNow(), stop);
        await ClientWishes.Heed(db, fact.KeptId, clock.GetUtcNow(), stop);
    }
}
