using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Clients;

/// <summary>The merge was a mistake: each has said their own again.</summary>
[ActsAs("merged-clients", "complaints.read")]
sealed class PartClientWhenClientSeparated(FeedbackDb db) : IReaction<ClientSeparated>
{
    public async Task React(ClientSeparated fact, MessageContext message, CancellationToken stop) =>
        (await db.MergedClientOrNew(fact.ClientId, fact.BranchId, stop)).SetSurvivor(null, fact.Version);
}
