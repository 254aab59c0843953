using Clinic.Registration.ClientRecords.ComplaintFlags;
using Clinic.Registration.Visits.Arrivals;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>What is timed of a visit, in the order in which it usually happens.</summary>
public enum TimedStep
{
    Arrived,
    Greeted,
    CheckedIn,
    Enquired,
    Registered,
    Triaged,
    Placed,
    DoctorNotified,
    Collected,
    LedIn,
    IdentityChecked,
    Planned,
    Consented,
    Treated,
    ChartReturned,
    Completed,
    Farewelled,
    LeftUntreated,
    Voided,
}

/// <summary>
/// Quality sees when each step of a visit was taken and by whom, what was late, and in whose hands the chart was: only of a visit that a
/// complaint is about, by itself or by the accompanied visit it belongs to, and not when the complaint is about the reader. A complaint
/// that was overturned opens nothing. No page of the chart is in it; every look is audited.
/// </summary>
public static class GetVisitTimes
{
    /// <param name="By">Nothing where it is not kept who.</param>
    public sealed record Step(TimedStep Kind, DateTimeOffset At, [Employee] Guid? By);

    /// <summary>A doctor who was given the client, and until when.</summary>
    public sealed record Triaged([Employee] Guid DoctorId, DateTimeOffset At, [Employee] Guid By, DateTimeOffset? OverturnedAt);

    /// <summary>In whose hands the chart came.</summary>
    public sealed record Hand(ChartPlace Place, [Employee] Guid By, DateTimeOffset At);

    /// <param name="Steps">Those that were taken, in order of time.</param>
    /// <param name="PickupDueAt">Until when somebody had to collect the client .</param>
    /// <param name="ExpectedMinutes">What the client was told to wait .</param>
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        DateOnly Day,
        VisitState Status,
        [Place] Guid? DepartmentId,
        [Employee] Guid? DoctorId,
        IReadOnlyList<Step> Steps,
        IReadOnlyList<Triaged> Doctors,
        int? GreetingSeconds,
        bool GreetingLate,
        DateTimeOffset? PickupDueAt,
        bool PickupOverdue,
        int? ExpectedMinutes,
        bool WaitedTooLong,
        ChartPlace Chart,
        IReadOnlyList<Hand> Custody
    );

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapGet("{visitId:guid}/times", Handle)
            .Needs(Rights.ReadVisitTimes)
            .WithSummary("Times of the steps and custody of the chart of a visit that a complaint is about");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Id == visitId, stop);
        if (visit is null || !await IsComplainedOf(visit, caller.PersonId, db, stop))
            return Refusal.NotFound.AsProblem();

        var door = await db.Arrivals.AsNoTracking().FirstOrDefaultAsync(arrival => arrival.Id == visitId, stop) ?? new Arrival();
        var doctors = await db
            .TriageDecisions.AsNoTracking()
            .Where(decision => decision.VisitId == visitId)
            .OrderBy(decision => decision.DecidedAt)
            .ThenBy(decision => decision.Id)
            .Take(100)
            .Select(decision => new Triaged(decision.DoctorId, decision.DecidedAt, decision.DecidedBy, decision.ReversedAt))
            .ToListAsync(stop);
        var custody = await HandChart.CustodyOf(visit, db, stop);
        db.NoteRead(nameof(Visit), visit.Id, visit.BranchId, nameof(Response.Steps), nameof(Response.Custody));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                visit.Id,
                visit.BranchId,
                visit.Day,
                visit.State,
                visit.DepartmentId,
                visit.DoctorId,
                [.. StepsOf(visit, door).OrderBy(step => step.At)],
                doctors,
                door.GreetingSeconds,
                door.GreetingLate,
                visit.Pickup.DueAt,
                visit.Pickup.Overdue,
                visit.Waiting.ExpectedMinutes,
                visit.Waiting.TooLong,
                visit.Chart.Place,
                [.. custody.Select(line => new Hand(line.Place, line.By, line.At))]
            )
        );
    }

    static Task<bool> IsComplainedOf(Visit visit, Guid reader, RegistrationDb db, CancellationToken stop)
    {
        var (id, engagement) = (visit.Id, visit.EngagementId);
        return db
            .ComplaintFlags.Where(flag => flag.VisitId == id || (engagement != null && flag.EngagementId == engagement))
            .Where(flag => flag.State != ComplaintFlagState.Overturned)
            .NotAbout(reader)
            .AnyAsync(stop);
    }

    // Those that happen at one instant stay in the order written here.
    static IEnumerable<Step> StepsOf(Visit visit, Arrival door) =>
        new (TimedStep Kind, DateTimeOffset? At, Guid? By)[]
        {
            (TimedStep.Arrived, visit.ArrivedAt, null),
            (TimedStep.Greeted, door.GreetedAt, door.GreetedBy),
            (TimedStep.CheckedIn, visit.CheckedInAt, visit.CheckedInBy),
            (TimedStep.Enquired, visit.Way.EnquiredAt, visit.Way.EnquiredBy),
            (TimedStep.Registered, visit.Way.RegisteredAt, visit.Way.RegisteredBy),
            (TimedStep.Triaged, visit.TriagedAt, visit.TriagedBy),
            (TimedStep.Placed, visit.Waiting.PlacedAt, visit.Waiting.PlacedBy),
            (TimedStep.DoctorNotified, visit.Pickup.NotifiedAt, null),
            (TimedStep.Collected, visit.Pickup.CollectedAt, visit.Pickup.CollectedBy),
            (TimedStep.LedIn, visit.Pickup.LedInAt, visit.Pickup.LedInBy),
            (TimedStep.IdentityChecked, visit.Treatment.VerifiedAt, null),
            (TimedStep.Planned, visit.Treatment.PlannedAt, visit.DoctorId),
            (TimedStep.Consented, visit.Treatment.ConsentedAt, visit.DoctorId),
            (TimedStep.Treated, visit.Treatment.EndedAt, visit.DoctorId),
            (TimedStep.ChartReturned, visit.Chart.ReturnedAt, visit.Chart.ReceivedBy),
            (TimedStep.Completed, visit.CompletedAt, visit.CheckOut.By),
            (TimedStep.Farewelled, visit.Leaving.FarewelledAt, null),
            (TimedStep.LeftUntreated, visit.Leaving.LeftAt, null),
            (TimedStep.Voided, visit.Voiding.At, null),
        }
            .Where(step => step.At is not null)
            .Select(step => new Step(step.Kind, step.At!.Value, step.By));
}
