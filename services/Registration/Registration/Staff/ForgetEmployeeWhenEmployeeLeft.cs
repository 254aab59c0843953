using Clinic.Payroll.Contracts;
using Clinic.Registration.Absences;

namespace Clinic.Registration.Staff;

/// <summary>
/// A person who left gets no more clients and collects nobody; a doctor's appointments need another time (WF-03 9), and the roster has
/// gaps.
/// </summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class ForgetEmployeeWhenEmployeeLeft(RegistrationDb db, AwayDoctor away) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, Heard heard, CancellationToken stop)
    {
        await db.Alone(fact.EmployeeId, stop);
        var member = await db.KnownStaffMember(fact.EmployeeId, null, stop);
        member.IsHere(false, fact.Version);
        if (member.HasLeft)
            await away.IsAway(fact.EmployeeId, fact.OccurredAt, to: null, "doctor-left", absence: null, stop);
    }
}
