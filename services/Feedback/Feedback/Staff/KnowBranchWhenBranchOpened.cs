using Clinic.Registration.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>A branch was opened: its time zone says when a day ends there. Its zone stays what it was first.</summary>
[ActsAs("staff-list", "branches.read")]
[LearnsAnew(1)]
sealed class KnowBranchWhenBranchOpened(FeedbackDb db) : IReaction<BranchOpened>
{
    public async Task React(BranchOpened fact, MessageContext message, CancellationToken stop)
    {
        await db.HearPlace(fact.BranchId, fact.Name, version: 1, stop);
        if (await db.Branches.AnyAsync(known => known.Id == fact.BranchId, stop))
            return;

        // A time zone nobody knows fails here and parks the fact, rather than every departure of the branch later.
        db.Add(new Branch { Id = fact.BranchId, TimeZone = TimeZoneInfo.FindSystemTimeZoneById(fact.TimeZone).Id });
    }
}
