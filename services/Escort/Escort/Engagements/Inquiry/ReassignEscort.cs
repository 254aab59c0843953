using Clinic.Escort.Contracts;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The lead takes an engagement that has not begun from its escort, with a reason, and gives it to another or keeps it for now
/// (WF-01 21, A-63), based on the version read (If-Match). Refused like an assignment.
/// </summary>
public static class ReassignEscort
{
    /// <summary>Why an escort does not come.</summary>
    public enum Cause
    {
        OnLeave,
        Ill,
        Absent,
        Suspended,
        ClientAsked,
        Other,
    }

    /// <param name="ClientTold">Whether the client knows of the change.</param>
    /// <param name="EscortId">Nothing to leave it with the lead.</param>
    public sealed record Request(Cause ReasonCode, bool ClientTold, [property: GivenId] Guid? EscortId = null);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/reassignment", Handle)
            .Needs(Rights.Lead)
            .WithSummary("Takes the engagement from its escort, for another or none yet (If-Match)")
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
        var (now, reason) = (clock.GetUtcNow(), request.ReasonCode.ToString());
        if (await IsDone(engagement, request.EscortId, reason, db, stop))
            return StepResult.Of(engagement, http.Response);
        if (IfMatch.Check(http.Request, engagement) is { } stale)
            return stale.AsProblem();

        var entry = AssignmentEntry.TakenBack(engagement, reason, caller.PersonId, now, request.ClientTold);
        if (engagement.TakeBack() is { } refusal)
            return refusal.AsProblem();
        db.Add(entry);
        db.Publish(new EscortReassigned(engagement.Id, engagement.BranchId, entry.EscortId, request.EscortId, reason, now), engagement.Id);
        db.EndConcernOfEscort(engagement, entry.EscortId, now);

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (request.EscortId is { } next && await AssignEscort.Give(engagement, next, db, caller, policies, now, stop) is { } refused)
            return refused;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }

    static async Task<bool> IsDone(Engagement engagement, Guid? next, string reason, EscortDb db, CancellationToken stop) =>
        engagement.State is EngagementState.AgreementSigned or EngagementState.Assigned
        && engagement.EscortId == next
        && await db
            .Assignments.Where(assignmentEntry =>
                assignmentEntry.EngagementId == engagement.Id && assignmentEntry.Kind == AssignmentKind.TakenBack
            )
            .OrderByDescending(assignmentEntry => assignmentEntry.Round)
            .Select(assignmentEntry => assignmentEntry.ReasonCode)
            .FirstOrDefaultAsync(stop) == reason;
}
