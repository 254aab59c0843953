using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// A person who left gets no more clients and collects nobody; a doctor's appointments need another time (WF-03 9), and the roster has
/// gaps.
/// </summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class ForgetEmployeeWhenEmployeeLeft(RegistrationDb db, AbsenceEffects away) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.EmployeeId, stop);
        var member = await db.KnownStaffMember(fact.EmployeeId, null, stop);
        member.SetPresence(false, fact.Version);
        if (member.HasLeft)
            await away.MarkAway(fact.EmployeeId, fact.OccurredAt, to: null, "doctor-left", absence: null, stop);
    }
}
