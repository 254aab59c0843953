using Clinic.Registration.Contracts;
using Clinic.Registration.Visits.Arrivals;

namespace Clinic.Registration.Visits.Reception;

/// <summary>Staff see how far a visit is and when each step was taken; ids only. The ETag is its version.</summary>
public static class GetVisit
{
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        Guid ClientId,
        DateOnly Day,
        string Ticket,
        VisitType Type,
        VisitState Status,
        string? NextStep,
        DateTimeOffset ArrivedAt,
        DateTimeOffset CheckedInAt,
        int? GreetingSeconds,
        bool GreetingLate,
        [Place] Guid? DepartmentId,
        [Employee] Guid? DoctorId,
        DateTimeOffset? TriagedAt,
        DateTimeOffset? NotifiedAt,
        DateTimeOffset? PickupDueAt,
        bool PickupOverdue,
        DateTimeOffset? CollectedAt,
        [Employee] Guid? CollectedBy,
        int? CollectionSeconds,
        DateTimeOffset? VerifiedAt,
        DateTimeOffset? PlannedAt,
        DateTimeOffset? ConsentedAt,
        DateTimeOffset? TreatedAt,
        DateOnly? ReturnDate,
        DateTimeOffset? ChartReturnedAt,
        [Employee] Guid? ChartReceivedBy,
        DateTimeOffset? CompletedAt,
        bool Purchased,
        decimal? Charge,
        string? Currency,
        bool Paid,
        DateTimeOffset? FarewelledAt,
        DateTimeOffset? VoidedAt,
        string? VoidReasonCode,
        DateTimeOffset? LeftAt,
        string? LeftReasonCode,
        Guid? AppointmentId,
        Guid? EngagementId,
        ReceptionVariant Variant,
        DateTimeOffset? RegisteredAt,
        DateTimeOffset? WaitingSince,
        WaitingPlace? Place,
        int? ExpectedMinutes,
        bool WaitedTooLong,
        DateTimeOffset? AwaySince,
        DateTimeOffset? LedInAt,
        ChartPlace Chart
    );

    internal static void Map(RouteGroupBuilder visits) =>
        visits.MapGet("{visitId:guid}", Handle).Needs(Rights.ReadVisits).WithSummary("How far a visit is");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        HttpContext http,
        RegistrationDb db,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();

        var door = await db.Arrivals.FindAsync([visitId], stop) ?? new Arrival();
        IfMatch.Tell(http.Response, visit);
        return TypedResults.Ok(
            new Response(
                visit.Id,
                visit.BranchId,
                visit.ClientId,
                visit.Day,
                visit.Ticket,
                visit.Type,
                visit.State,
                visit.State.NextStep(),
                visit.ArrivedAt,
                visit.CheckedInAt,
                door.GreetingSeconds,
                door.GreetingLate,
                visit.DepartmentId,
                visit.DoctorId,
                visit.TriagedAt,
                visit.Pickup.NotifiedAt,
                visit.Pickup.DueAt,
                visit.Pickup.Overdue,
                visit.Pickup.CollectedAt,
                visit.Pickup.CollectedBy,
                visit.Pickup.Seconds,
                visit.Treatment.VerifiedAt,
                visit.Treatment.PlannedAt,
                visit.Treatment.ConsentedAt,
                visit.Treatment.EndedAt,
                visit.Treatment.ReturnDate,
                visit.Chart.ReturnedAt,
                visit.Chart.ReceivedBy,
                visit.CompletedAt,
                visit.CheckOut.Purchased,
                visit.CheckOut.Charge,
                visit.CheckOut.Currency,
                visit.CheckOut.Paid,
                visit.Leaving.FarewelledAt,
                visit.Voiding.At,
                visit.Voiding.ReasonCode,
                visit.Leaving.LeftAt,
                visit.Leaving.ReasonCode,
                visit.AppointmentId,
                visit.EngagementId,
                visit.Way.Variant,
                visit.Way.RegisteredAt,
                visit.Waiting.Since,
                visit.Waiting.Place,
                visit.Waiting.ExpectedMinutes,
                visit.Waiting.TooLong,
                visit.Waiting.AwaySince,
                visit.Pickup.LedInAt,
                visit.Chart.Place
            )
        );
    }
}
