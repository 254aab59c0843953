using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>A departure was a mistake: the person is still there, and what was theirs is theirs again.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class KeepEmployeeWhenDepartureWithdrawn(FeedbackDb db) : IReaction<DepartureWithdrawn>
{
    public async Task React(DepartureWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        var member = await db.KnownStaffMember(fact.EmployeeId, null, stop);
        member.SetPost(fact.Post, fact.BranchId, fact.Version);
        member.SetPresence(until: null, fact.Version);
    }
}
