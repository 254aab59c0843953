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
            || await db.Appointments.FindAsync([id], stop) is not { State: AppointmentState.Fulfilled } one
            || one.Attendance.VisitId != visit.Id
        )
            return;

        var other = await db
            .Visits.Where(kept =>
                kept.ClientId == one.ClientId
                && kept.BranchId == one.BranchId
                && kept.Day == one.Day
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
            one.MoveToVisit(came);
        }
        else if (
            await days.DayOf(one.BranchId, now, db, stop) == one.Day
            && await keep.LockAndCheck(one, one.KeptSlot() with { AnyHour = true }, stop) is null
        )
        {
            one.ExpectAgain(policies.Grace(one.BranchId, now), now);
            await AppointmentClocks.ExpectUntil(db, one, stop);
            db.AddStep(one, AppointmentStepKind.StoodAgain, now, visit.Voiding.ReasonCode);
        }
        else
        {
            one.CancelAfterVoid(visit.Voiding.ReasonCode!, now);
            db.AddStep(one, AppointmentStepKind.Cancelled, now, visit.Voiding.ReasonCode);
            db.Publish(
                new AppointmentCancelled(
                    one.Id,
                    one.BranchId,
                    one.ClientId,
                    one.StartsAt,
                    one.ReasonCode!,
                    one.EngagementId,
                    one.Answer.GivenAt
                ),
                one.CaseId
            );
        }
    }
}
