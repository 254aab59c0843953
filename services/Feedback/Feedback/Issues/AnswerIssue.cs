namespace Clinic.Feedback.Issues;

/// <summary>
/// The owner writes down how an issue was solved and what the client was answered (WF-14 4 and 5, R-082). The same words again answer the
/// same. Refused to everybody else, and before it was taken.
/// </summary>
public static class AnswerIssue
{
    /// <param name="Solution">What was found and done.</param>
    /// <param name="Answer">What the client was told; nothing when the client wants no contact.</param>
    public sealed record Request(
        [property: Text(2000, Lines = true)] string Solution,
        [property: Text(2000, Lines = true)] string? Answer = null
    );

    internal static void Map(RouteGroupBuilder issues) =>
        issues
            .MapPost("{issueId:guid}/answer", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Notes how an issue was solved and what the client was answered")
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
        var (now, said) = (
            clock.GetUtcNow(),
            request with
            {
                Solution = request.Solution.Normalized(),
                Answer = request.Answer?.Normalized(),
            }
        );
        if (issue.Answer(caller.PersonId, now) is { } refusal)
            return await db.WasTaken(issue, IssueStepKind.Answered, said, caller.PersonId, stop)
                ? IssueStanding.Of(issue)
                : refusal.AsProblem();

        db.Add(IssueStep.Of(issue, IssueStepKind.Answered, said, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return IssueStanding.Of(issue);
    }
}
