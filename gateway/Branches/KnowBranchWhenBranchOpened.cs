using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Branches;

/// <summary>A branch that exists, so that no right is given for one that does not.</summary>
[OutsideScope("Ids and opening days of branches; concerns no person.")]
[KnownHere(Awaited.Branch)]
sealed class KnownBranch
{
    public Guid Id { get; init; }
    public DateOnly From { get; init; }
}

/// <summary>A branch opened: from now on rights can be given there.</summary>
[ActsAs("identity", "branches.read", ForGroup = true)]
sealed class KnowBranchWhenBranchOpened(IdentityDb db) : IReaction<BranchOpened>
{
    public async Task React(BranchOpened fact, MessageContext message, CancellationToken stop)
    {
        if (await db.Branches.AnyAsync(branch => branch.Id == fact.BranchId, stop))
            return;
        db.Add(new KnownBranch { Id = fact.BranchId, From = fact.From });
    }
}
