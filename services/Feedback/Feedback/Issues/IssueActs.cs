namespace Clinic.Feedback.Issues;

/// <summary>How far an issue is, as every step of it answers.</summary>
public sealed record IssueStanding(
    Guid Id,
    IssueState Status,
    [Employee] Guid? OwnerId,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? ClosedAt
)
{
    internal static Ok<IssueStanding> Of(PatientIssue issue) =>
        TypedResults.Ok(new IssueStanding(issue.Id, issue.State, issue.OwnerId, issue.AnsweredAt, issue.ClosedAt));
}

/// <summary>What several acts ask of an issue.</summary>
static class IssueActs
{
    /// <summary>
    /// The issue, while everybody else who works on it waits for the end of this transaction; null when it is not there or out of sight.
    /// Whoever has it and whoever acts are held as well, so that nothing heard of them at this moment is missed.
    /// </summary>
    public static async Task<PatientIssue?> LockIssue(this FeedbackDb db, Guid id, Caller caller, CancellationToken stop)
    {
        await db.LockSubject(id, stop);
        if (await db.PatientIssues.FindAsync([id], stop) is not { } issue)
            return null;
        await db.LockSubjects([caller.PersonId, issue.OwnerId ?? caller.PersonId], stop);
        return issue;
    }

    /// <summary>True when this person took this very step before, with the same words.</summary>
    public static Task<bool> WasTaken<T>(
        this FeedbackDb db,
        PatientIssue issue,
        IssueStepKind kind,
        T words,
        Guid by,
        CancellationToken stop
    ) => db.IssueSteps.Where(step => step.IssueId == issue.Id && step.Kind == kind && step.TakenBy == by).Matches(db, words, stop);
}
