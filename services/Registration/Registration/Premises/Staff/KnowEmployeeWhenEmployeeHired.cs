using Clinic.Payroll.Contracts;

namespace Clinic.Registration.Premises.Staff;

/// <summary>The staff list learns who works where, so that doctors can be placed and nurses recognised.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class KnowEmployeeWhenEmployeeHired(RegistrationDb db) : IReaction<EmployeeHired>
{
    public async Task React(EmployeeHired fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        var member = await db.StaffMemberOrNew(fact.EmployeeId, fact.BranchId, stop);
        member.SetPost(fact.Post, fact.BranchId, fact.Version);
        member.SetHireDate(fact.HireDate);
        member.ComeIn(fact.Version);
    }
}
