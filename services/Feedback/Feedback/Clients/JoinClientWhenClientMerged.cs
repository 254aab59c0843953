using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Clients;

/// <summary>Two clients are one person: what both said is shown together.</summary>
[ActsAs("merged-clients", "complaints.read")]
sealed class JoinClientWhenClientMerged(FeedbackDb db) : IReaction<ClientMerged>
{
    public async Task React(ClientMerged fact, MessageContext message, CancellationToken stop) =>
        (await db.MergedClientOrNew(fact.ClientId, fact.BranchId, stop)).SetSurvivor(fact.MergedInto, fact.Version);
}
