namespace Clinic.Feedback.Issues;

/// <summary>
/// Somebody who handles complaints takes an issue and owns it from now on (WF-14 2). What somebody else owns is refused, unless that
/// person leaves, left, or handles no complaints of the branch any more; what was answered by then stays answered.
/// </summary>
public static class TakeIssue
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder issues) =>
        issues
            .MapPost("{issueId:guid}/taking", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Takes an issue to look into it")
            .Refuses(IssueRefusals.IssueTaken, IssueRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<IssueStanding>, ProblemHttpResult>> Handle(
        Guid issueId,
        Request request,
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await db.LockIssue(issueId, caller, stop) is not { } issue)
            return Refusal.NotFound.AsProblem();
        if (issue.OwnerId == caller.PersonId)
            return IssueStanding.Of(issue);
        var owner = issue.OwnerId is { } person ? await db.Staff.FindAsync([person], stop) : null;
        if (issue.Take(caller.PersonId, IssueWork.Leaves(issue, owner)) is { } refusal)
            return refusal.AsProblem();

        db.Add(IssueStep.Of(issue, IssueStepKind.Taken, request, caller.PersonId, clock.GetUtcNow()));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return IssueStanding.Of(issue);
    }
}
