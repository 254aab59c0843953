using Clinic.Registration.Contracts;

namespace Clinic.Escort.Clients;

/// <summary>A client was registered at a branch: from now on they can be accompanied.</summary>
[ActsAs("client-list", "engagements.read", ForGroup = true)]
sealed class KnowClientWhenClientRegistered(EscortDb db) : IReaction<ClientRegistered>
{
    public async Task React(ClientRegistered fact, MessageContext message, CancellationToken stop) =>
        (await db.ClientOrNew(fact.ClientId, stop)).Register(fact.FirstSeenAt);
}
