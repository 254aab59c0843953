using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Staff;

/// <summary>A person who left gets no more clients and collects nobody.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class ForgetEmployeeWhenEmployeeLeft(RegistrationDb db) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, Heard heard, CancellationToken stop)
    {
        var member = await db.StaffMemberOrNew(fact.EmployeeId, fact.BranchId, stop);
        member.IsHere(false, fact.Version);
    }
}
