using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits;

/// <summary>
/// The minutes in which a notified doctor or a nurse collects the client. The value in force when the doctor was told
/// judges; that nobody came in time is said once, by the clock or by whoever ends the waiting after it.
/// </summary>
static class PickupClock
{
    public const string Kind = "doctor-pickup";

    /// <summary>R-075 fixes five minutes.</summary>
    public static readonly Policy<int> MaxMinutes = new("pickup.maxMinutes", 5, 1, 60, "001 三2 (R-075)");

    /// <summary>Begins to count.</summary>
    public static void Start(RegistrationDb db, Visit visit) =>
        db.ScheduleDeadline(Kind, visit.Id, visit.BranchId, visit.Pickup.DueAt!.Value);

    /// <summary>Ends the waiting at this instant; called before the visit leaves the state of waiting.</summary>
    public static async Task End(RegistrationDb db, Visit visit, DateTimeOffset now, CancellationToken stop)
    {
        if (now > visit.Pickup.DueAt)
            PublishOverdue(db, visit, now);
        if (visit.Pickup.NotifiedAt is not null)
            await db.CancelDeadlines(Kind, visit.Id, stop);
    }

    /// <summary>Says that nobody came, which the manager may excuse, unless somebody did or it was said already.</summary>
    public static void PublishOverdue(RegistrationDb db, Visit visit, DateTimeOffset now)
    {
        if (!visit.NotePickupOverdue())
            return;
        db.AskPost(VisitWork.ExcusePickup, visit.Id, visit.BranchId);
        var (due, told) = (visit.Pickup.DueAt!.Value, visit.Pickup.NotifiedAt!.Value);
        db.Publish(
            new DoctorPickupOverdue(visit.Id, visit.BranchId, visit.DoctorId!.Value, (int)(due - told).TotalSeconds, due, now),
            visit.CaseId
        );
    }
}

/// <summary>Rings when the minutes are over: whoever was collected or told again meanwhile is left alone.</summary>
[DeadlineKind(PickupClock.Kind), ActsAs("pickup-clock", "visits.read")]
sealed class SayOverdueWhenNobodyCollects(RegistrationDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Visits.FindAsync([deadline.SubjectId], stop) is { } visit && visit.Pickup.DueAt <= deadline.DueAt)
            PickupClock.PublishOverdue(db, visit, clock.GetUtcNow());
    }
}
