namespace Clinic.Feedback.FollowUps;

/// <summary>The agent sent a caring message to a client who could not be reached. Refused while attempts are left.</summary>
public static class SendCareMessage
{
    /// <param name="Words">As sent; stays here.</param>
    public sealed record Request([property: Text(500, Lines = true)] string Words);

    internal static void Map(RouteGroupBuilder followUps) =>
        followUps
            .MapPost("{followUpId:guid}/care-message", Handle)
            .Needs(Rights.MakeFollowUps)
            .WithSummary("Records the caring message after the last attempt")
            .Refuses(FollowUpRefusals.FollowUpOver, FollowUpRefusals.ContactNotWanted, FollowUpRefusals.AttemptsLeft);

    static async Task<Results<Ok<FollowUpStanding>, ProblemHttpResult>> Handle(
        Guid followUpId,
        Request request,
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(followUpId, stop);
        if (await db.FollowUps.FindAsync([followUpId], stop) is not { } followUp)
            return Refusal.NotFound.AsProblem();
        if (followUp.SendCareMessage() is { } refusal)
        {
            return await db
                .FollowUpAttempts.Where(attempt => attempt.FollowUpId == followUp.Id && attempt.Outcome == AttemptOutcome.CareMessageSent)
                .Matches(db, request, stop)
                ? TypedResults.Ok(FollowUpStanding.Of(followUp))
                : refusal.AsProblem();
        }
        var now = clock.GetUtcNow();
        db.Add(
            new FollowUpAttempt
            {
                Id = Guid.CreateVersion7(now),
                FollowUpId = followUp.Id,
                BranchId = followUp.BranchId,
                Outcome = AttemptOutcome.CareMessageSent,
                Content = WrittenStep.Text(request),
                MadeBy = caller.PersonId,
                MadeAt = now,
            }
        );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(FollowUpStanding.Of(followUp));
    }
}
