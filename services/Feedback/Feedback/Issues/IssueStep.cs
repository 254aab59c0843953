namespace Clinic.Feedback.Issues;

/// <summary>What happened in a step of an issue.</summary>
public enum IssueStepKind
{
    Recorded,
    Taken,
    Answered,
    Closed,
}

/// <summary>
/// A step of an issue in the words of whoever took it; never changed, never taken away, and with it the issue; never told to another
/// service.
/// </summary>
public sealed class IssueStep : IBranchScoped, IAppendOnly, IWrittenStep
{
    public Guid Id { get; init; }
    public Guid IssueId { get; init; }
    public Guid BranchId { get; init; }
    public IssueStepKind Kind { get; init; }
    public required SealedText Content { get; init; }

    /// <summary>Who took it; nobody for what the platform does by itself.</summary>
    public Guid? TakenBy { get; init; }

    public DateTimeOffset TakenAt { get; init; }
    public Guid SubjectId => IssueId;

    /// <summary>The next step of this issue.</summary>
    public static IssueStep Of<T>(PatientIssue issue, IssueStepKind kind, T words, Guid? by, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            BranchId = issue.BranchId,
            Kind = kind,
            Content = WrittenStep.Text(words),
            TakenBy = by,
            TakenAt = now,
        };
}
