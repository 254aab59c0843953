using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Absences;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>An approved leave was taken back (EV-09): what nobody has moved yet stands again. Heard first, it is remembered.</summary>
[ActsAs("absences", "visits.read", ForGroup = true)]
sealed class EndAbsenceWhenLeaveCancelled(RegistrationDb db, AbsenceEffects away) : IReaction<LeaveCancelled>
{
    public async Task React(LeaveCancelled fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        await db.KeepCalendar(fact.BranchId, stop);
        await db.LockSubjects([fact.LeaveId, fact.EmployeeId], stop);
        var absence =
            await db.Absences.FindAsync([fact.LeaveId], stop)
            ?? db.Add(Absence.Unknown(fact.LeaveId, fact.EmployeeId, fact.BranchId)).Entity;
        if (!absence.TakeBack(fact.Version))
            return;

        await db.CancelDeadlines(AbsenceEffects.BeginClock, absence.Id, stop);
        await away.MarkBack(absence, absence.EndsAt, stop);
    }
}
