using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>Somebody has another post: whoever answers for a branch now is told of no complaint about themselves .</summary>
[ActsAs("staff-list", "employees.read")]
sealed class MovePostWhenPostAdjusted(FeedbackDb db) : IReaction<PostAdjusted>
{
    public async Task React(PostAdjusted fact, MessageContext message, CancellationToken stop) =>
        (await db.KnownStaffMember(fact.EmployeeId, null, stop)).SetPost(fact.NewPost, fact.BranchId, fact.Version);
}
