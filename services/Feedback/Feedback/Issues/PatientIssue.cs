using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Issues;

/// <summary>Where dissatisfaction showed.</summary>
public enum IssueSource
{
    LowScore,
    FollowUp,
}

/// <summary>How far an issue is (WF-14, of which only these states are built).</summary>
public enum IssueState
{
    Recorded,
    Solving,
    Answered,
    Closed,
}

/// <summary>
/// A low score or words of dissatisfaction, to be looked into (WF-14); one per source. The client's words stay with the source, those of
/// whoever looks into it are its steps (<see cref="IssueStep"/>). Whoever takes it owns it: answers the client, then closes it.
/// </summary>
public sealed class PatientIssue : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public IssueSource Source { get; init; }

    /// <summary>The survey answer or the follow-up.</summary>
    public Guid SourceId { get; init; }

    public Guid? VisitId { get; init; }
    public Guid? EngagementId { get; init; }

    /// <summary>Unknown of one that an earlier build recorded.</summary>
    public Guid? CaseId { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
    public IssueState State { get; private set; }

    /// <summary>Whoever looks into it; nobody yet while it is only recorded.</summary>
    public Guid? OwnerId { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>What its first step says.</summary>
    public sealed record Origin(IssueSource Source, Guid SourceId);

    /// <summary>Records an issue and says so.</summary>
    internal static void Record(
        FeedbackDb db,
        IssueSource source,
        Guid sourceId,
        Guid branch,
        Guid client,
        Guid? visit,
        Guid? engagement,
        Guid caseId,
        DateTimeOffset now
    )
    {
        PatientIssue issue = new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = branch,
            ClientId = client,
            Source = source,
            SourceId = sourceId,
            VisitId = visit,
            EngagementId = engagement,
            CaseId = caseId,
            RecordedAt = now,
        };
        db.Add(issue);
        db.Add(IssueStep.Of(issue, IssueStepKind.Recorded, new Origin(source, sourceId), null, now));
        db.Publish(new PatientIssueRecorded(issue.Id, branch, visit, engagement, source.ToString(), now), caseId);
    }

    /// <summary>Somebody looks into it from now on: the first one, or another one because the owner leaves or moved.</summary>
    public Refusal? Take(Guid person, bool ownerLeaves)
    {
        if (State == IssueState.Closed)
            return IssueRefusals.OutOfOrder(State);
        if (OwnerId is not null && !ownerLeaves)
            return IssueRefusals.IssueTaken;

        OwnerId = person;
        if (State == IssueState.Recorded)
            State = IssueState.Solving;
        return null;
    }

    /// <summary>R-082: the owner solved it and answered the client.</summary>
    public Refusal? Answer(Guid person, DateTimeOffset now)
    {
        if (CheckOwner(person, IssueState.Solving) is { } refusal)
            return refusal;

        (State, AnsweredAt) = (IssueState.Answered, now);
        return null;
    }

    /// <summary>R-082: the owner closes what was answered, and says so.</summary>
    internal Refusal? Close(FeedbackDb db, Guid person, DateTimeOffset now)
    {
        if (CheckOwner(person, IssueState.Answered) is { } refusal)
            return refusal;

        (State, ClosedAt) = (IssueState.Closed, now);
        db.Publish(new PatientIssueClosed(Id, BranchId, VisitId, EngagementId, now), CaseId ?? EngagementId ?? VisitId ?? Id);
        return null;
    }

    Refusal? CheckOwner(Guid person, IssueState expected) =>
        OwnerId is { } owner && owner != person ? IssueRefusals.IssueTaken
        : State != expected ? IssueRefusals.OutOfOrder(State)
        : null;
}
