using Clinic.Payroll.Contracts;

namespace Clinic.Registration.Premises.Staff;

/// <summary>Who works here, as far as Registration was told.</summary>
static class StaffList
{
    /// <summary>The person on the staff list, added now when nothing was heard of them yet.</summary>
    public static async Task<StaffMember> StaffMemberOrNew(this RegistrationDb db, Guid id, Guid branch, CancellationToken stop) =>
        await db.Staff.FindAsync([id], stop) ?? db.Add(StaffMember.Unknown(id, branch)).Entity;

    /// <summary>A person who was hired; a fact about anybody else, or of a branch that was never opened, waits.</summary>
    public static async Task<StaffMember> KnownStaffMember(this RegistrationDb db, Guid id, Guid? branch, CancellationToken stop)
    {
        await db.MustKnow(branch, [id], stop);
        return (await db.Staff.FindAsync([id], stop))!;
    }

    /// <summary>Those of a branch who confirm each day's board: guides, greeters and receptionists .</summary>
    public static Task<List<Guid>> ReadersOfBoard(this RegistrationDb db, Guid branch, CancellationToken stop) =>
        db
            .Staff.Where(member =>
                member.BranchId == branch
                && !member.HasLeft
                && (member.Post == Post.Guide || member.Post == Post.Greeter || member.Post == Post.Receptionist)
            )
            .Select(member => member.Id)
            .ToListAsync(stop);

    /// <summary>True when the person works at the branch as a nurse.</summary>
    public static Task<bool> IsNurse(this RegistrationDb db, Guid person, Guid branch, CancellationToken stop) =>
        db.Staff.AnyAsync(member => member.Id == person && member.Post == Post.Nurse && member.BranchId == branch && !member.HasLeft, stop);
}
