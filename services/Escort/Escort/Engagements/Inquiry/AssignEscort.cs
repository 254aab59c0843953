using Clinic.Escort.Contracts;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The lead gives an agreed engagement to an eligible escort, based on the version read (If-Match); what made the escort eligible is kept.
/// Refused with every reason: no certificate or one that runs out before, no confidentiality agreement, suspended,
/// before the first day of work or behind the last one, busy, not an escort of this branch.
/// </summary>
public static class AssignEscort
{
    public sealed record Request([property: GivenId] Guid EscortId);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/assignment", Handle)
            .Needs(Rights.Lead)
            .WithSummary("Gives the engagement to an eligible escort (If-Match)")
            .NeedsIfMatch()
            .Refuses(EngagementRefusals.EscortIsBusy, EngagementRefusals.AnyOutOfOrder, ProfileRefusals.EscortNotEligible);

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Engagements.FindAsync([engagementId], stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        if (engagement.IsWith(request.EscortId))
            return StepResult.Of(engagement, http.Response);
        if (IfMatch.Check(http.Request, engagement) is { } stale)
            return stale.AsProblem();
        if (engagement.State != EngagementState.AgreementSigned)
            return EngagementRefusals.OutOfOrder(engagement.State).AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await Give(engagement, request.EscortId, db, caller, policies, clock.GetUtcNow(), stop) is { } refused)
            return refused;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }

    // The escort is held, so that nothing heard of them at this moment is missed.
    internal static async Task<ProblemHttpResult?> Give(
        Engagement engagement,
        Guid escort,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await db.LockSubject(escort, stop);
        var found = await db.EligibilityOf(
            escort,
            engagement.BranchId,
            engagement.TimeAndPlace.StartsAt!.Value,
            engagement.TimeAndPlace.EndsAt!.Value,
            engagement.Id,
            stop
        );
        if (!found.Eligible)
            return ProfileRefusals.NotEligible(found.Reasons);
        if (engagement.Assign(escort, now) is { } refusal)
            return refusal.AsProblem();

        db.Add(AssignmentEntry.Given(engagement, found, caller.PersonId, now));
        db.Publish(
            new EscortAssigned(
                engagement.Id,
                engagement.BranchId,
                escort,
                engagement.TimeAndPlace.StartsAt!.Value,
                engagement.TimeAndPlace.EndsAt!.Value,
                now
            ),
            engagement.Id
        );
        db.BeginConcernOfEscort(engagement, policies, now);
        return null;
    }
}
