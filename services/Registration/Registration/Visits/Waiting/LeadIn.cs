namespace Clinic.Registration.Visits.Waiting;

/// <summary>
/// Who collects the waiting client: by the way the branch receives, or always the medical staff, or always a guide.
/// </summary>
public enum CollectionRule
{
    AsVariant,
    MedicalStaff,
    Guide,
}

/// <summary>
/// The attendant or guide leads the called client into the room. Where guides collect, as in a dental clinic, this ends
/// the five minutes; elsewhere the doctor or nurse collects, and this is noted beside it. Once. Refused before the
/// doctor was told and, where guides collect, while somebody waits for the doctor who comes first.
/// </summary>
public static class LeadIn
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response(VisitState Status, DateTimeOffset LedInAt, bool Late);

    internal static readonly Policy<Choice<CollectionRule>> Collects = new(
        "visit.collectedBy",
        new(CollectionRule.AsVariant),
        Choice<CollectionRule>.First,
        Choice<CollectionRule>.Last,
        "001 三2 and 004 1.9 (A-40)"
    );

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/leading-in", Handle)
            .Needs(Rights.Guide)
            .WithSummary("Leads the called client into the room")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.AnyStationFirst, VisitRefusals.NotNext);

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
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Pickup.LedInAt is null)
        {
            var guides = policies.Value(Collects, visit.BranchId, visit.ArrivedAt).Word switch
            {
                CollectionRule.Guide => true,
                CollectionRule.MedicalStaff => false,
                _ => visit.Way.Variant == ReceptionVariant.Dental,
            };
            if (guides)
            {
                await db.CancelDeadlinesNow(visitId, stop, PickupClock.Kind, WaitingClock.Kind);
                // Its deadline may just have been handled.
                await db.Entry(visit).ReloadAsync(stop);
            }
            var now = clock.GetUtcNow();
            if (guides && now > visit.Pickup.DueAt)
                PickupClock.PublishOverdue(db, visit, now);
            if (visit.LeadIn(caller.PersonId, guides, now) is { } refusal)
                return refusal.AsProblem();

            if (guides && await db.WhyNotCollected(visit, policies, now, stop) is { } notNext)
                return notNext;

            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.State, visit.Pickup.LedInAt!.Value, visit.Pickup.Overdue));
    }
}
