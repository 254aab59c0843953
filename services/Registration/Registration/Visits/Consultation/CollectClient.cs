using Clinic.Registration.Premises.Staff;
using Clinic.Registration.Visits.Waiting;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The assigned doctor or a nurse of the branch collects the client from the waiting area; who came and after how many seconds
/// is kept, and the clock stops. Once. Refused before the doctor was told, to anyone else, and while somebody waits for the
/// doctor who comes first.
/// </summary>
public static class CollectClient
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    /// <param name="Seconds">From the notice, rounded up.</param>
    public sealed record Response(VisitState Status, DateTimeOffset CollectedAt, int Seconds, bool Late);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/collection", Handle)
            .Needs(Rights.Collect)
            .WithSummary("Collects the client; stops the pick-up clock")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.NotTheDoctorOrANurse, VisitRefusals.AnyStationFirst, VisitRefusals.NotNext);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request _,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.CancelDeadlinesNow(visitId, stop, PickupClock.Kind, WaitingClock.Kind);
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Pickup.CollectedAt is null)
        {
            var now = clock.GetUtcNow();
            var nurse = await db.IsNurse(caller.PersonId, visit.BranchId, stop);
            if (now > visit.Pickup.DueAt)
                PickupClock.PublishOverdue(db, visit, now);
            if (visit.Collect(caller.PersonId, nurse, now) is { } refusal)
                return refusal.AsProblem();

            if (await db.WhyNotCollected(visit, policies, now, stop) is { } notNext)
                return notNext;

            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(
            new Response(visit.State, visit.Pickup.CollectedAt!.Value, visit.Pickup.Seconds!.Value, visit.Pickup.Overdue)
        );
    }
}
