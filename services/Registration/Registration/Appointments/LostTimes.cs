using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// What becomes of an appointment when its time is taken away, because the doctor is away or the branch is closed (WF-03 9), and when it is
/// given back.
/// </summary>
static class LostTimes
{
    /// <summary>
    /// A held time is free again; what was booked needs another time, stands on the desk's work list, and others hear of it.
    /// </summary>
    /// <param name="absence">The absence that took it, if one did.</param>
    public static async Task TakeTimeAway(
        this RegistrationDb db,
        Appointment appointment,
        string code,
        Guid? absence,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await AppointmentClocks.Cancel(db, appointment, stop);
        if (appointment.State == AppointmentState.Held)
        {
            appointment.ReleaseHold(appointment.Deadlines.HeldUntil!.Value);
            db.AddStep(appointment, AppointmentStepKind.LetGo, now, code);
            return;
        }
        appointment.NeedAnother(code, absence, now);
        db.AddStep(appointment, AppointmentStepKind.NeedsReschedule, now, code);
        db.Publish(
            new AppointmentNeedsReschedule(
                appointment.Id,
                appointment.BranchId,
                appointment.ClientId,
                appointment.DepartmentId,
                appointment.DoctorId!.Value,
                appointment.StartsAt,
                code,
                appointment.EngagementId,
                appointment.Answer.GivenAt
            ),
            appointment.CaseId
        );
    }

    /// <summary>What took the time away is over, and the time is still free: it stands as before.</summary>
    public static async Task GiveTimeBack(
        this RegistrationDb db,
        Appointment appointment,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        appointment.RestoreTime(policies.Grace(appointment.BranchId, now), now);
        await AppointmentClocks.Expect(db, appointment, policies, now, stop);
        db.AddStep(appointment, AppointmentStepKind.StoodAgain, now);
        db.Publish(appointment.Booked(), appointment.CaseId);
    }
}
