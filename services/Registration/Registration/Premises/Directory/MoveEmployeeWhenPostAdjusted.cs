using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Premises.Directory;

/// <summary>A person changes post or branch. A doctor who moves takes the place on the board along, without a department there.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class MoveEmployeeWhenPostAdjusted(RegistrationDb db) : IReaction<PostAdjusted>
{
    public async Task React(PostAdjusted fact, MessageContext message, CancellationToken stop)
    {
        var member = await db.KnownStaffMember(fact.EmployeeId, fact.BranchId, stop);
        member.SetPost(fact.NewPost, fact.BranchId, fact.Version);
        if (await db.Doctors.FindAsync([fact.EmployeeId], stop) is { } doctor && doctor.BranchId != member.BranchId)
            doctor.MoveTo(member.BranchId);
    }
}
