using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Absences;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.Rosters;
using Clinic.Registration.Premises.Staff;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// What follows when somebody cannot be there: a doctor's appointments need another time and stand on the desk's work list (WF-03 9),
/// held times are let go, and the roster has gaps (WF-52 3). And what follows when the absence is taken back. Called with the
/// person held, so that nobody books at the same moment what is being looked at.
/// </summary>
sealed class AbsenceEffects(RegistrationDb db, PolicyBook policies, TimeProvider clock, Coverage coverage, KeepSlot keep)
{
    /// <summary>Not there from one instant to another, or for good.</summary>
    public async Task MarkAway(Guid person, DateTimeOffset from, DateTimeOffset? to, string code, Guid? absence, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var begin = from > now ? from : now;
        var affected = await db
            .Appointments.Where(appointment =>
                appointment.DoctorId == person
                && appointment.EndsAt > begin
                && (to == null || appointment.StartsAt < to)
                && (
                    appointment.State == AppointmentState.Held
                    || appointment.State == AppointmentState.Booked
                    || appointment.State == AppointmentState.Notified
                )
            )
            .OrderBy(appointment => appointment.StartsAt)
            .ToListAsync(stop);
        foreach (var appointment in affected)
            await db.TakeTimeAway(appointment, code, absence, now, stop);
        await coverage.LookAgain(person, begin, to, stop);
    }

    /// <summary>Not there for good after an instant that may lie ahead, as of this version of what is known of the person.</summary>
    public async Task MarkDeparted(StaffMember member, DateTimeOffset after, int version, CancellationToken stop)
    {
        if (!member.NoteDeparture(version))
            return;

        var departure =
            await db.Absences.FindAsync([member.Id], stop) ?? db.Add(Absence.Unknown(member.Id, member.Id, member.BranchId)).Entity;
        departure.SetDeparture(member.BranchId, after, version);
        await db.CancelDeadlines(BeginClock, departure.Id, stop);
        await SetStatusNowOrLater(departure, stop);
        await MarkAway(member.Id, after, to: null, departure.Code, departure.Id, stop);
    }

    /// <summary>
    /// The absence is taken back, or ends before its time: what nobody has moved yet and whose time is still free stands as before, the
    /// rest stays on the list. What another absence took that does not stand any more stands again with it. Called with the hours of the
    /// branch kept, so that they do not change meanwhile.
    /// </summary>
    /// <param name="until">When it was to end until now.</param>
    public async Task MarkBack(Absence absence, DateTimeOffset until, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var from = absence.Stands && absence.EndsAt > now ? absence.EndsAt : now;
        foreach (
            var appointment in await db
                .Appointments.Where(appointment =>
                    appointment.DoctorId == absence.EmployeeId
                    && appointment.State == AppointmentState.NeedsReschedule
                    && appointment.StartsAt >= from
                    && (
                        appointment.AbsenceId == absence.Id
                        || (appointment.AbsenceId == null && absence.IsDeparture && appointment.ReasonCode == absence.Code)
                        || db.Absences.Any(other => other.Id == appointment.AbsenceId && !other.Stands)
                    )
                )
                .OrderBy(appointment => appointment.StartsAt)
                .ToListAsync(stop)
        )
        {
            var conflicts = await keep.ConflictsWith(appointment, appointment.KeptSlot(), stop);
            if (!conflicts.Any(conflict => conflict.Id != absence.Id))
                await db.GiveTimeBack(appointment, policies, now, stop);
        }
        await coverage.LookAgain(absence.EmployeeId, absence.StartsAt, until, stop);
    }

    /// <summary>The board or the staff list says so at once when the absence is going on now; else when it begins.</summary>
    public async Task SetStatusNowOrLater(Absence absence, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (absence.EndsAt <= now)
            return;
        if (absence.StartsAt > now)
            db.ScheduleDeadline(BeginClock, absence.Id, absence.BranchId, absence.StartsAt);
        else
            await Begin(absence, stop);
    }

    /// <summary>The doctor is away from now on, and triage passes over (WF-06 3). Who leaves for good is off the staff list.</summary>
    public async Task Begin(Absence absence, CancellationToken stop)
    {
        if (absence.IsDeparture)
        {
            (await db.KnownStaffMember(absence.EmployeeId, null, stop)).Leave();
            return;
        }
        if (await db.Doctors.FindAsync([absence.EmployeeId], stop) is not { DepartmentId: not null } doctor)
            return;
        var status = absence.Kind == AbsenceKind.OnLeave ? DoctorStatus.OnLeave : DoctorStatus.OffDuty;
        if (doctor.Status == status || doctor.Say(status) is not null)
            return;

        db.Publish(new DoctorStatusChanged(doctor.Id, doctor.BranchId, status.ToString(), clock.GetUtcNow()), doctor.Id);
    }

    public const string BeginClock = "absence-begins";
}

/// <summary>Rings when an absence begins: the board or the staff list says so, unless it was taken back.</summary>
[DeadlineKind(AbsenceEffects.BeginClock), ActsAs("status-board", "directory.read")]
sealed class SayAwayWhenAbsenceBegins(RegistrationDb db, AbsenceEffects away) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Absences.FindAsync([deadline.SubjectId], stop) is { Stands: true } absence)
            await away.Begin(absence, stop);
    }
}
