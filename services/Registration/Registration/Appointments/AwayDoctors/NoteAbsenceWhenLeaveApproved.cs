using Clinic.Payroll.Contracts;
using Clinic.Registration.Premises.Absences;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// HR approved a leave (EV-08): the person is not there meanwhile, a doctor's appointments of that time need another one, and the roster
/// has gaps. Heard after its taking back it changes nothing, after its early end it ends then.
/// </summary>
[ActsAs("absences", "visits.read", ForGroup = true)]
sealed class NoteAbsenceWhenLeaveApproved(RegistrationDb db, AbsenceEffects away) : IReaction<LeaveApproved>
{
    public async Task React(LeaveApproved fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        await db.LockSubjects([fact.LeaveId, fact.EmployeeId], stop);
        var absence =
            await db.Absences.FindAsync([fact.LeaveId], stop)
            ?? db.Add(Absence.Unknown(fact.LeaveId, fact.EmployeeId, fact.BranchId)).Entity;
        if (!absence.SetTimes(fact.EmployeeId, fact.BranchId, AbsenceKind.OnLeave, fact.StartsAt, fact.EndsAt, null, fact.Version))
            return;

        await away.SetStatusNowOrLater(absence, stop);
        await away.MarkAway(fact.EmployeeId, absence.StartsAt, absence.EndsAt, absence.Code, absence.Id, stop);
    }
}
