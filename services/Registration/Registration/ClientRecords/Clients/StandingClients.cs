using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>The clients of the group, said again to whoever listens for the first time.</summary>
sealed class StandingClients(RegistrationDb db) : IStandingFacts<ClientRegistered>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db.Clients.Where(client => client.Id > last).OrderBy(client => client.Id).ToFacts(most, Told, stop);

    static StandingFact Told(Client client) =>
        new(client.Id, new ClientRegistered(client.Id, client.BranchId, client.RegisteredAt, client.MobilityImpaired), client.Id);
}
