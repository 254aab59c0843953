using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>Somebody was hired: from now on a complaint may name them, and they may be asked to investigate one.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class KnowEmployeeWhenEmployeeHired(FeedbackDb db) : IReaction<EmployeeHired>
{
    public async Task React(EmployeeHired fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.EmployeeId, stop);
        var member = await db.Staff.FindAsync([fact.EmployeeId], stop);
        if (member is null)
            db.Add(member = new() { Id = fact.EmployeeId });
        member.SetPost(fact.Post, fact.BranchId, fact.Version);
        member.SetPresence(until: null, fact.Version);
    }
}
