using Clinic.Registration.Contracts;

namespace Clinic.Escort.Clients;

/// <summary>The merge was a mistake: each client is somebody of their own again.</summary>
[ActsAs("client-list", "engagements.read", ForGroup = true)]
sealed class PartClientWhenClientSeparated(EscortDb db) : IReaction<ClientSeparated>
{
    public async Task React(ClientSeparated fact, MessageContext message, CancellationToken stop) =>
        (await db.ClientOrNew(fact.ClientId, stop)).SetSurvivor(null, fact.Version);
}
