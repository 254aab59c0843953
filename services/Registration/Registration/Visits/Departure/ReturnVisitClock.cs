using Clinic.Registration.Appointments;
using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits.Departure;

/// <summary>
/// The days before the return date on which it is said that a client is expected back; at once when the date is
/// nearer than that. A client who came again since is not waited for, nor one whose visit was a mistake.
/// </summary>
static class ReturnVisitClock
{
    public const string Kind = "return-visit";

    public static readonly Policy<int> NoticeDays = new("returnVisit.noticeDays", 1, 0, 30, "default, unconfirmed (A-08)");

    /// <summary>Begins to count, when a return date was told.</summary>
    public static async Task Start(
        RegistrationDb db,
        Visit visit,
        ClinicDays days,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (visit.Treatment.ReturnDate is not { } date)
            return;

        var notice = await days.StartOf(visit.BranchId, date.AddDays(-policies.Value(NoticeDays, visit.BranchId, now)), db, stop);
        db.ScheduleDeadline(Kind, visit.Id, visit.BranchId, notice > now ? notice : now);
    }
}

/// <summary>Rings when the return date is near: who has no appointment is called back to make one.</summary>
[DeadlineKind(ReturnVisitClock.Kind), ActsAs("return-visit-clock", "visits.read")]
sealed class SayReturnVisitDue(RegistrationDb db, ClinicDays days, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Visits.FindAsync([deadline.SubjectId], stop) is not { Treatment.ReturnDate: { } date, Voiding.At: null } visit)
            return;
        if (
            await db.Visits.AnyAsync(
                later => later.ClientId == visit.ClientId && later.CompletedAt > visit.CompletedAt && later.Voiding.At == null,
                stop
            )
        )
            return;

        var isBooked = await db.Appointments.AnyAsync(
            kept => kept.ClientId == visit.ClientId && AppointmentStates.Expecting.Contains(kept.State),
            stop
        );
        if (!isBooked)
        {
            var day = await days.StartOf(visit.BranchId, date, db, stop);
            db.AskPost(AppointmentWork.ComeBack, visit.ClientId, visit.BranchId, day, visit.Id);
        }
        db.Publish(new ReturnVisitDue(visit.Id, visit.BranchId, visit.ClientId, date, clock.GetUtcNow()), visit.CaseId);
    }
}
