using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The seconds in which a client is greeted, by the value in force at the arrival. That nobody greeted in time is said
/// once, by the clock or by a greeting after it. An arrival entered when its seconds were over has no clock.
/// </summary>
static class GreetingClock
{
    public const string Kind = "greeting";

    /// <summary>R-071 fixes ten seconds.</summary>
    public static readonly Policy<int> MaxSeconds = new("greeting.maxSeconds", 10, 1, 600, "001 三1 (R-071)");

    /// <summary>Begins to count.</summary>
    public static void Start(RegistrationDb db, Arrival arrival)
    {
        if (arrival.GreetingDueAt > arrival.RecordedAt)
            db.ScheduleDeadline(Kind, arrival.Id, arrival.BranchId, arrival.GreetingDueAt);
    }

    /// <summary>Says that the greeting was late, which the manager may excuse, unless it was not or it was said already.</summary>
    /// <param name="visit">The visit that came of the arrival, once there is one.</param>
    /// <param name="who">Who greeted; whoever noted the arrival as long as nobody did.</param>
    public static void PublishLate(RegistrationDb db, Arrival arrival, Visit? visit, Guid who, DateTimeOffset now)
    {
        if (!arrival.NoteGreetingLate())
            return;
        db.AskPost(VisitWork.ExcuseGreeting, arrival.Id, arrival.BranchId);
        db.Publish(
            new GreetingLate(arrival.Id, arrival.BranchId, who, arrival.SecondsUntil(now), arrival.LimitSeconds, now),
            visit?.CaseId ?? arrival.Id
        );
    }
}

/// <summary>Rings when the seconds are over.</summary>
[DeadlineKind(GreetingClock.Kind), ActsAs("greeting-clock", "visits.read")]
sealed class SayLateWhenNobodyGreets(RegistrationDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Arrivals.FindAsync([deadline.SubjectId], stop) is { } arrival)
            GreetingClock.PublishLate(db, arrival, await db.Visits.FindAsync([arrival.Id], stop), arrival.RecordedBy, clock.GetUtcNow());
    }
}
