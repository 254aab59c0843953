using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The three deadlines of an appointment: a hold ends, the client is reminded, the client has not come. The values in force when
/// it was held or booked judge; whoever changes its time begins them anew.
/// </summary>
static class AppointmentClocks
{
    public const string Hold = "appointment-hold",
        Reminder = "appointment-reminder",
        NoShow = "appointment-no-show";

    static readonly Policy<int> HoldMinutes = new("appointment.holdMinutes", 5, 1, 120, "default, unconfirmed"),
        ReminderHours = new("appointment.reminder.hoursBefore", 24, 1, 336, "003-1 九 (R-198); default, unconfirmed (A-08)"),
        GraceMinutes = new("appointment.noShowGraceMinutes", 30, 1, 480, "default, unconfirmed");

    /// <summary>How long a time is held.</summary>
    public static TimeSpan HoldFor(this PolicyBook policies, Guid branch, DateTimeOffset at) =>
        TimeSpan.FromMinutes(policies.Value(HoldMinutes, branch, at));

    /// <summary>How long a client who is late is waited for.</summary>
    public static TimeSpan Grace(this PolicyBook policies, Guid branch, DateTimeOffset at) =>
        TimeSpan.FromMinutes(policies.Value(GraceMinutes, branch, at));

    /// <summary>The clocks of an appointment that stands from now on; a reminder only when it lies ahead.</summary>
    public static async Task Expect(
        RegistrationDb db,
        Appointment appointment,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await Cancel(db, appointment, stop);
        db.ScheduleDeadline(NoShow, appointment.Id, appointment.BranchId, appointment.Deadlines.NoShowDueAt!.Value);
        var remindAt = appointment.StartsAt.AddHours(-policies.Value(ReminderHours, appointment.BranchId, now));
        if (remindAt > now)
            db.ScheduleDeadline(Reminder, appointment.Id, appointment.BranchId, remindAt);
    }

    /// <summary>Nothing is awaited any more.</summary>
    public static async Task Cancel(RegistrationDb db, Appointment appointment, CancellationToken stop)
    {
        foreach (var kind in new[] { Hold, Reminder, NoShow })
            await db.CancelDeadlines(kind, appointment.Id, stop);
    }

    /// <summary>Only the waiting for the client begins anew.</summary>
    public static async Task ExpectUntil(RegistrationDb db, Appointment appointment, CancellationToken stop)
    {
        await db.CancelDeadlines(NoShow, appointment.Id, stop);
        db.ScheduleDeadline(NoShow, appointment.Id, appointment.BranchId, appointment.Deadlines.NoShowDueAt!.Value);
    }
}

/// <summary>Rings when a hold ends: the time is free again, and the wish stays.</summary>
[DeadlineKind(AppointmentClocks.Hold), ActsAs("appointment-clock", "visits.read")]
sealed class LetGoWhenNobodyBooks(RegistrationDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await db.Appointments.FindAsync([deadline.SubjectId], stop) is { } appointment && appointment.ReleaseHold(now))
            db.AddStep(appointment, AppointmentStepKind.LetGo, now);
    }
}

/// <summary>Rings some hours before: the client stands on the list of those to be told again .</summary>
[DeadlineKind(AppointmentClocks.Reminder), ActsAs("appointment-clock", "visits.read")]
sealed class ListForReminderWhenTimeIsNear(RegistrationDb db) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Appointments.FindAsync([deadline.SubjectId], stop) is { } appointment)
            appointment.Remind(deadline.DueAt);
    }
}

/// <summary>Rings when the grace is over: whoever is here, or expected later, is left alone.</summary>
[DeadlineKind(AppointmentClocks.NoShow), ActsAs("appointment-clock", "visits.read")]
sealed class SayNoShowWhenNobodyComes(RegistrationDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (
            await db.Appointments.FindAsync([deadline.SubjectId], stop) is not { } appointment
            || !appointment.MarkNoShow(deadline.DueAt, now)
        )
            return;

        db.AddStep(appointment, AppointmentStepKind.NoShow, now);
        db.Publish(
            new AppointmentNoShow(
                appointment.Deadlines.NoShowId!.Value,
                appointment.Id,
                appointment.BranchId,
                appointment.ClientId,
                appointment.StartsAt,
                appointment.EngagementId,
                appointment.Answer.GivenAt
            ),
            appointment.CaseId
        );
    }
}
