using Clinic.Feedback.Issues;

namespace Clinic.Feedback.FollowUps;

/// <summary>
/// The agent called the client: how the client is, what was asked and answered, whether satisfied; or nobody answered. A client
/// who is not satisfied becomes an issue to look into. Refused after somebody was reached, and once all attempts are used.
/// </summary>
public static class RecordAttempt
{
    /// <param name="Satisfied">Asked of everyone who was reached.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        bool Reached,
        [property: Text(2000, Lines = true)] string? Recovery = null,
        [property: Text(2000, Lines = true)] string? Questions = null,
        bool? Satisfied = null,
        [property: Text(2000, Lines = true)] string? Opinion = null
    );

    internal static void Map(RouteGroupBuilder followUps) =>
        followUps
            .MapPost("{followUpId:guid}/attempts", Handle)
            .Needs(Rights.MakeFollowUps)
            .WithSummary("Records a call that reached the client or did not")
            .Refuses(
                FollowUpRefusals.CallNotWrittenDown,
                FollowUpRefusals.FollowUpOver,
                FollowUpRefusals.ContactNotWanted,
                FollowUpRefusals.AttemptsUsed,
                Refusal.IdTaken
            );

    static async Task<Results<Ok<FollowUpStanding>, ProblemHttpResult>> Handle(
        Guid followUpId,
        Request request,
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (request.Reached && (request.Recovery is null || request.Satisfied is null))
            return FollowUpRefusals.CallNotWrittenDown.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(followUpId, stop);
        if (await db.FollowUps.FindAsync([followUpId], stop) is not { } followUp)
            return Refusal.NotFound.AsProblem();
        if (await db.FollowUpAttempts.FindAsync([request.Id], stop) is { } known)
        {
            await db.Open([known], stop);
            return known.FollowUpId == followUp.Id && known.Matches(request)
                ? TypedResults.Ok(FollowUpStanding.Of(followUp))
                : Refusal.IdTaken.AsProblem();
        }
        if (followUp.Call(request.Reached) is { } refusal)
            return refusal.AsProblem();

        var now = clock.GetUtcNow();
        db.Add(
            new FollowUpAttempt
            {
                Id = request.Id,
                FollowUpId = followUp.Id,
                BranchId = followUp.BranchId,
                Outcome = request.Reached ? AttemptOutcome.Reached : AttemptOutcome.NotReached,
                Content = WrittenStep.Text(request),
                MadeBy = caller.PersonId,
                MadeAt = now,
            }
        );
        if (request is { Reached: true, Satisfied: false })
            PatientIssue.Record(
                db,
                IssueSource.FollowUp,
                followUp.Id,
                followUp.BranchId,
                followUp.ClientId,
                followUp.VisitId,
                followUp.EngagementId,
                followUp.CaseId,
                now
            );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(FollowUpStanding.Of(followUp));
    }
}
