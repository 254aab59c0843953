using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// A hiring was recorded by mistake: the person is off the staff list at once, as if never hired, and what was booked or rostered
/// meanwhile needs somebody else.
/// </summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class ForgetEmployeeWhenHireWithdrawn(RegistrationDb db, AbsenceEffects away) : IReaction<HireWithdrawn>
{
    public async Task React(HireWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.EmployeeId, stop);
        var member = await db.KnownStaffMember(fact.EmployeeId, null, stop);
        await away.MarkDeparted(member, fact.OccurredAt, fact.Version, stop);
    }
}
