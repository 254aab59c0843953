namespace Clinic.Feedback.Issues;

/// <summary>
/// The owner closes an issue that was answered, with a note of what came of it (WF-14 6, R-082). The same note again answers the same.
/// Refused to everybody else, and before the answer.
/// </summary>
public static class CloseIssue
{
    public sealed record Request([property: Text(2000, Lines = true)] string Note);

    internal static void Map(RouteGroupBuilder issues) =>
        issues
            .MapPost("{issueId:guid}/closure", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Closes an issue that was answered")
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
        var (now, said) = (clock.GetUtcNow(), request with { Note = request.Note.Normalized() });
        if (issue.Close(db, caller.PersonId, now) is { } refusal)
            return await db.WasTaken(issue, IssueStepKind.Closed, said, caller.PersonId, stop)
                ? IssueStanding.Of(issue)
                : refusal.AsProblem();

        db.Add(IssueStep.Of(issue, IssueStepKind.Closed, said, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return IssueStanding.Of(issue);
    }
}
