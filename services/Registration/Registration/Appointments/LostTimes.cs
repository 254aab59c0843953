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
        Appointment one,
        string code,
        Guid? absence,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await AppointmentClocks.Cancel(db, one, stop);
        if (one.State == AppointmentState.Held)
        {
            one.ReleaseHold(one.Deadlines.HeldUntil!.Value);
            db.AddStep(one, AppointmentStepKind.LetGo, now, code);
            return;
        }
        one.NeedAnother(code, absence, now);
        db.AddStep(one, AppointmentStepKind.NeedsReschedule, now, code);
        db.Publish(
            new AppointmentNeedsReschedule(
                one.Id,
                one.BranchId,
                one.ClientId,
                one.DepartmentId,
                one.DoctorId!.Value,
                one.StartsAt,
                code,
                one.EngagementId,
                one.Answer.GivenAt
            ),
            one.CaseId
        );
    }

    /// <summary>What took the time away is over, and the time is still free: it stands as before.</summary>
    public static async Task GiveTimeBack(
        this RegistrationDb db,
        Appointment one,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        one.RestoreTime(policies.Grace(one.BranchId, now), now);
        await AppointmentClocks.Expect(db, one, policies, now, stop);
        db.AddStep(one, AppointmentStepKind.StoodAgain, now);
        db.Publish(one.Booked(), one.CaseId);
    }
}
