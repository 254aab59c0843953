using Clinic.Registration.Contracts;
using Clinic.Registration.Visits.Waiting;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The desk tells the assigned doctor that the client waits; from then on the branch's minutes for collecting count
/// by the value in force now. Once per assignment. Refused before triage and after the collection, and while the doctor was not
/// told of somebody who comes first.
/// </summary>
public static class NotifyDoctor
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response([Employee] Guid DoctorId, DateTimeOffset NotifiedAt, DateTimeOffset DueAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/doctor-notification", Handle)
            .Needs(Rights.Notify)
            .WithSummary("Tells the doctor; starts the pick-up clock")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.NotNext);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request _,
        RegistrationDb db,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Pickup.NotifiedAt is null)
        {
            var now = clock.GetUtcNow();
            if (visit.Notify(TimeSpan.FromMinutes(policies.Value(PickupClock.MaxMinutes, visit.BranchId, now)), now) is { } refusal)
                return refusal.AsProblem();

            if (await db.WhyNotTold(visit, policies, now, stop) is { } notNext)
                return notNext;

            PickupClock.Start(db, visit);
            db.Publish(new DoctorNotified(visit.Id, visit.BranchId, visit.DoctorId!.Value, visit.Pickup.DueAt!.Value, now), visit.CaseId);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.DoctorId!.Value, visit.Pickup.NotifiedAt!.Value, visit.Pickup.DueAt!.Value));
    }
}
