using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>A hiring was a mistake: nobody of that id can be named in a complaint or asked to investigate one any more.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class StrikeEmployeeWhenHireWithdrawn(FeedbackDb db) : IReaction<HireWithdrawn>
{
    public async Task React(HireWithdrawn fact, MessageContext message, CancellationToken stop) =>
        (await db.KnownStaffMember(fact.EmployeeId, null, stop)).WithdrawHiring(fact.Version);
}
