using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Premises.Openings;

/// <summary>The branches of the group, said again to whoever listens for the first time.</summary>
sealed class StandingBranches(RegistrationDb db) : IStandingFacts<BranchOpened>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db.Branches.Where(branch => branch.Id > last).OrderBy(branch => branch.Id).ToFacts(most, Told, stop);

    static StandingFact Told(Branch branch) =>
        new(branch.Id, new BranchOpened(branch.Id, branch.Kind, branch.TimeZone, branch.From, branch.Name), branch.Id);
}
