using Clinic.Registration.Contracts;

namespace Clinic.Escort.Clients;

/// <summary>
/// Two clients are one person: who was new under another id is not new, and needs are confirmed for the one kept.
/// </summary>
[ActsAs("client-list", "engagements.read", ForGroup = true)]
sealed class JoinClientWhenClientMerged(EscortDb db) : IReaction<ClientMerged>
{
    public async Task React(ClientMerged fact, MessageContext message, CancellationToken stop) =>
        (await db.ClientOrNew(fact.ClientId, stop)).SetSurvivor(fact.MergedInto, fact.Version);
}
