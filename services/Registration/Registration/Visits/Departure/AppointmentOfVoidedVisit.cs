using Clinic.Registration.Appointments;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits.Departure;

/// <summary>
/// What becomes of the appointment that a visit fulfilled which was entered by mistake. Another visit of the client that day, without
/// an appointment of its own, keeps it fulfilled; else the client is expected again while the day lasts and the time is still free; else it
/// ends as cancelled with the
/// reason of the void: <c>AppointmentCancelled</c>.
/// </summary>
sealed class AppointmentOfVoidedVisit(RegistrationDb db, ClinicDays days, KeepSlot keep, PolicyBook policies)
{
    /// <summary>Within the transaction in which the visit is voided.</summary>
    public async Task GiveBack(Visit visit, DateTimeOffset now, CancellationToken stop)
    {
        if (
            visit.AppointmentId is not { } id
            || await db.Appointments.FindAsync([id], stop) is not { State: AppointmentState.Fulfilled } appointment
            || appointment.Attendance.VisitId != visit.Id
        )
            return;

        var other = await db
            .Visits.Where(kept =>
                kept.ClientId == appointment.ClientId
                && kept.BranchId == appointment.BranchId
                && kept.Day == appointment.Day
                && kept.Id != visit.Id
                && kept.AppointmentId == null
                && kept.Voiding.At == null
                && kept.Leaving.LeftAt == null
            )
            .OrderBy(kept => kept.ArrivedAt)
            .Select(kept => (Guid?)kept.Id)
            .FirstOrDefaultAsync(stop);
        if (other is { } came)
        {
            appointment.MoveToVisit(came);
        }
        else if (
            await days.DayOf(appointment.BranchId, now, db, stop) == appointment.Day
            && await keep.LockAndCheck(appointment, appointment.KeptSlot() with { AnyHour = true }, stop) is null
        )
        {
            appointment.ExpectAgain(policies.Grace(appointment.BranchId, now), now);
            await AppointmentClocks.ExpectUntil(db, appointment, stop);
            db.AddStep(appointment, AppointmentStepKind.StoodAgain, now, visit.Voiding.ReasonCode);
        }
        else
        {
            appointment.CancelAfterVoid(visit.Voiding.ReasonCode!, now);
            db.AddStep(appointment, AppointmentStepKind.Cancelled, now, visit.Voiding.ReasonCode);
            db.Publish(
                new AppointmentCancelled(
                    appointment.Id,
                    appointment.BranchId,
                    appointment.ClientId,
                    appointment.StartsAt,
                    appointment.ReasonCode!,
                    appointment.EngagementId,
                    appointment.Answer.GivenAt
                ),
                appointment.CaseId
            );
        }
    }
}
