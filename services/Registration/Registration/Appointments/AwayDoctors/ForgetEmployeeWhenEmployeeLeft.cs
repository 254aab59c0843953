using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// A person leaves, at once or after the last day by the calendar of the branch, and until then works as before. From then on the person
/// gets no clients and collects nobody; a doctor's appointments behind it need another time at once (WF-03 9), and the roster has gaps.
/// </summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class ForgetEmployeeWhenEmployeeLeft(RegistrationDb db, AbsenceEffects away, ClinicDays days) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, MessageContext message, CancellationToken stop)
    {
        await db.LockSubject(fact.EmployeeId, stop);
        var member = await db.KnownStaffMember(fact.EmployeeId, null, stop);
        var after = fact.LastDay is { } last ? await days.StartOf(member.BranchId, last.AddDays(1), db, stop) : fact.OccurredAt;
        await away.MarkDeparted(member, after, fact.Version, stop);
    }
}
