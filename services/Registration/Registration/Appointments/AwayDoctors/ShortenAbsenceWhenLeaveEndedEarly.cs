using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Absences;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// A person came back from a leave before its end (EV-09): from then on what nobody has moved yet stands again. Heard before the
/// approval, it is remembered.
/// </summary>
[ActsAs("absences", "visits.read", ForGroup = true)]
sealed class ShortenAbsenceWhenLeaveEndedEarly(RegistrationDb db, AbsenceEffects away) : IReaction<LeaveEndedEarly>
{
    public async Task React(LeaveEndedEarly fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        await db.KeepCalendar(fact.BranchId, stop);
        await db.LockSubjects([fact.LeaveId, fact.EmployeeId], stop);
        var absence =
            await db.Absences.FindAsync([fact.LeaveId], stop)
            ?? db.Add(Absence.Unknown(fact.LeaveId, fact.EmployeeId, fact.BranchId)).Entity;
        var until = absence.EndsAt;
        if (!absence.EndEarly(fact.EndsAt, fact.Version))
            return;

        if (!absence.Stands)
            await db.CancelDeadlines(AbsenceEffects.BeginClock, absence.Id, stop);
        await away.MarkBack(absence, until, stop);
    }
}
