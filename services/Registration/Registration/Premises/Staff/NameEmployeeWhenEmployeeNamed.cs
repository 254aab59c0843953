using Clinic.Payroll.Contracts;

namespace Clinic.Registration.Premises.Staff;

/// <summary>What a member of staff is called, and at which post: every answer that names the person says so from now on.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class NameEmployeeWhenEmployeeNamed(RegistrationDb db) : IReaction<EmployeeNamed>
{
    public Task React(EmployeeNamed fact, MessageContext message, CancellationToken stop) =>
        db.HearName(fact.EmployeeId, fact.Name, fact.LatinName, fact.Post.ToString(), fact.Version, stop);
}
