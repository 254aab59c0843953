using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.WholeRecord.Merging;

/// <summary>Which clients are the same person, said again to whoever listens for the first time.</summary>
sealed class StandingMerges(RegistrationDb db) : IStandingFacts<ClientMerged>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db.Clients.Where(client => client.MergedInto != null && client.Id > last).OrderBy(client => client.Id).ToFacts(most, Told, stop);

    static StandingFact Told(Client merged)
    {
        var kept = merged.MergedInto!.Value;
        return new(merged.Id, new ClientMerged(merged.Id, merged.BranchId, kept, merged.RegisteredAt, merged.EventVersion), kept);
    }
}
