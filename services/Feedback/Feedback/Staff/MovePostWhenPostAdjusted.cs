using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>
/// Somebody has another post or branch: whoever answers for a branch now is told of no complaint about themselves, and what the
/// person looked into at the branch of before waits for somebody else.
/// </summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class MovePostWhenPostAdjusted(FeedbackDb db) : IReaction<PostAdjusted>
{
    public async Task React(PostAdjusted fact, MessageContext message, CancellationToken stop) =>
        (await db.KnownStaffMember(fact.EmployeeId, null, stop)).SetPost(fact.NewPost, fact.BranchId, fact.Version);
}
