using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Consents;

/// <summary>Who may be contacted, said again to whoever listens for the first time (AC-19).</summary>
sealed class StandingConsents(RegistrationDb db) : IStandingFacts<ClientUpdated>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db.Clients.Where(client => client.Id > last).OrderBy(client => client.Id).ToFacts(most, Told, stop);

    static StandingFact Told(Client client) => new(client.Id, client.AsItStands(), client.Id);
}
