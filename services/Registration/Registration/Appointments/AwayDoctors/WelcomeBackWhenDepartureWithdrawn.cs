using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// A departure was recorded by mistake: the person is back on the staff list at the post held before, and what nobody has moved yet
/// stands again. Heard before the departure, the departure changes nothing.
/// </summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class WelcomeBackWhenDepartureWithdrawn(RegistrationDb db, AbsenceEffects away) : IReaction<DepartureWithdrawn>
{
    public async Task React(DepartureWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        await db.KeepCalendar(fact.BranchId, stop);
        await db.LockSubject(fact.EmployeeId, stop);
        var member = await db.KnownStaffMember(fact.EmployeeId, fact.BranchId, stop);
        member.SetPost(fact.Post, fact.BranchId, fact.Version);
        if (await db.Doctors.FindAsync([fact.EmployeeId], stop) is { } doctor && doctor.BranchId != member.BranchId)
            doctor.MoveTo(member.BranchId);
        if (!member.ComeIn(fact.Version) || await db.Absences.FindAsync([fact.EmployeeId], stop) is not { } departure)
            return;

        departure.TakeBack(fact.Version);
        await db.CancelDeadlines(AbsenceEffects.BeginClock, departure.Id, stop);
        // What stands against a time is asked of the database, which has to know that the person is back.
        await db.SaveChangesAsync(stop);
        await away.MarkBack(departure, departure.EndsAt, stop);
    }
}
