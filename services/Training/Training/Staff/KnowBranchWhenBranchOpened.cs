using Clinic.Registration.Contracts;

namespace Clinic.Training.Staff;

/// <summary>A branch was opened: its days are known, by which certificates are numbered and people leave. What waited goes on.</summary>
[ActsAs("training", opensWith: "branches.read", ForGroup = true)]
[LearnsAnew(1)]
sealed class KnowBranchWhenBranchOpened(TrainingDb db) : IReaction<BranchOpened>
{
    public async Task React(BranchOpened fact, MessageContext message, CancellationToken stop)
    {
        await db.HearPlace(fact.BranchId, fact.Name, version: 1, stop);
        if (await db.Branches.AnyAsync(known => known.Id == fact.BranchId, stop))
            return;
        // A time zone nobody knows fails here and parks the fact, rather than every certificate of the branch later.
        db.Add(new Branch { Id = fact.BranchId, TimeZone = TimeZoneInfo.FindSystemTimeZoneById(fact.TimeZone).Id });
    }
}
