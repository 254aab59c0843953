using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits.Reception;

/// <summary>
/// The desk registers the visit, 掛號, where that is a stop of its own: <c>VisitRegistered</c>. Once. Refused
/// before the stops that come first, and until the fee that is due first was paid.
/// </summary>
public static class RegisterVisit
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response(DateTimeOffset RegisteredAt, string Ticket);

    /// <summary>Of a visit, in the branch's currency; nothing by default.</summary>
    public static readonly Policy<decimal> Fee = new("visit.registrationFee", 0m, 0m, 100_000m, "default, unconfirmed (A-26)");

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/registration", Handle)
            .Needs(Rights.CheckIn)
            .WithSummary("Registers the visit where that is a stop of its own")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.AnyStationFirst, VisitRefusals.RegistrationFeeDue);

    /// <summary>What has to be paid before triage in this branch.</summary>
    internal static decimal FeeDueFirst(PolicyBook policies, Guid branch, DateTimeOffset now) =>
        policies.Value(PaymentOfVisit.Timing, branch, now).Word == PayTiming.After ? 0 : policies.Value(Fee, branch, now);

    /// <summary>Says that a visit is registered.</summary>
    internal static void PublishRegistered(RegistrationDb db, Visit visit, DateTimeOffset now) =>
        db.Publish(new VisitRegistered(visit.Id, visit.BranchId, visit.ClientId, visit.Type, now, visit.EngagementId), visit.CaseId);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Way.RegisteredAt is null)
        {
            var now = clock.GetUtcNow();
            var paid = await db
                .Charges.Where(charge => charge.VisitId == visitId && charge.Kind == ChargeKind.Registration && charge.PaidAt != null)
                .SumAsync(charge => charge.Amount, stop);
            if (visit.Register(caller.PersonId, paid, now) is { } refusal)
                return refusal.AsProblem();

            PublishRegistered(db, visit, now);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.Way.RegisteredAt!.Value, visit.Ticket));
    }
}
