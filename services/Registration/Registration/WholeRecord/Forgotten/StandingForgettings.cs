using Clinic.Registration.Contracts;

namespace Clinic.Registration.WholeRecord.Forgotten;

/// <summary>Who was made unknown, said again to whoever listens for the first time: also whoever was before others could hear it.</summary>
sealed class StandingForgettings(RegistrationDb db) : IStandingFacts<ClientForgotten>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db.Set<Forgetting>().Where(act => act.Id > last).OrderBy(act => act.Id).ToFacts(most, Told, stop);

    static StandingFact Told(Forgetting act) => new(act.Id, new ClientForgotten(act.Id, act.BranchId, act.ForgottenAt), act.Id);
}
