using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Issues;

/// <summary>Where dissatisfaction showed.</summary>
public enum IssueSource
{
    LowScore,
    FollowUp,
}

/// <summary>A low score or words of dissatisfaction, to be looked into; one per source. The words stay with the source.</summary>
public sealed class PatientIssue : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public IssueSource Source { get; init; }

    /// <summary>The survey answer or the follow-up.</summary>
    public Guid SourceId { get; init; }

    public Guid? VisitId { get; init; }
    public Guid? EngagementId { get; init; }
    public DateTimeOffset RecordedAt { get; init; }

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
            RecordedAt = now,
        };
        db.Add(issue);
        db.Publish(new PatientIssueRecorded(issue.Id, branch, visit, engagement, source.ToString(), now), caseId);
    }
}
