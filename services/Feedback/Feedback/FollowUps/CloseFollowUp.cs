using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>Where a follow-up stands.</summary>
public sealed record FollowUpStanding(
    Guid Id,
    FollowUpState Status,
    AttemptOutcome? Outcome,
    int Attempts,
    int AttemptsLeft,
    DateTimeOffset DueAt,
    bool Overdue
)
{
    internal static FollowUpStanding Of(FollowUp followUp) =>
        new(
            followUp.Id,
            followUp.State,
            followUp.Outcome,
            followUp.Attempts,
            followUp.MostAttempts - followUp.Attempts,
            followUp.DueAt,
            followUp.Overdue
        );
}

/// <summary>The agent closes a follow-up once the client was reached or got the message and everything is answered. Once.</summary>
public static class CloseFollowUp
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder followUps) =>
        followUps
            .MapPost("{followUpId:guid}/closure", Handle)
            .Needs(Rights.MakeFollowUps)
            .WithSummary("Closes a follow-up")
            .Refuses(FollowUpRefusals.NobodyReachedYet, FollowUpRefusals.ContactNotWanted, FollowUpRefusals.FollowUpOver);

    static async Task<Results<Ok<FollowUpStanding>, ProblemHttpResult>> Handle(
        Guid followUpId,
        Request _,
        FeedbackDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(followUpId, stop);
        if (await db.FollowUps.FindAsync([followUpId], stop) is not { } followUp)
            return Refusal.NotFound.AsProblem();
        if (followUp.ClosedAt is null)
        {
            var now = clock.GetUtcNow();
            var wasOpen = followUp.IsOpen;
            if (followUp.Close(now) is { } refusal)
                return refusal.AsProblem();

            db.PublishConcern(followUp, wasOpen, now);
            db.Publish(new FollowUpCompleted(followUp.Id, followUp.BranchId, followUp.Outcome!.Value.ToString(), now), followUp.CaseId);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(FollowUpStanding.Of(followUp));
    }
}
