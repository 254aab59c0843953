using Clinic.Registration.Contracts;

namespace Clinic.Escort.Branches;

/// <summary>A branch was opened: its days and years are known, and agreements and invoices can be numbered there.</summary>
[ActsAs("branches", opensWith: "branches.read", ForGroup = true)]
[LearnsAnew(1)]
sealed class KnowBranchWhenBranchOpened(EscortDb db) : IReaction<BranchOpened>
{
    public async Task React(BranchOpened fact, MessageContext message, CancellationToken stop)
    {
        await db.HearPlace(fact.BranchId, fact.Name, version: 1, stop);
        if (await db.Branches.FindAsync([fact.BranchId], stop) is not null)
            return;
        // A time zone nobody knows fails here and parks the fact, rather than every agreement of the branch later.
        db.Add(new Branch { Id = fact.BranchId, TimeZone = TimeZoneInfo.FindSystemTimeZoneById(fact.TimeZone).Id });
    }
}
