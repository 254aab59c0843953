using Clinic.Contracts;

namespace Clinic.Feedback.Contracts;

/// <summary>A client's rating of one person, 0 to 100.</summary>
public sealed record Rated(Guid EmployeeId, decimal Score);

/// <summary>EV-98. A client answered a survey, once per invitation; who served is rated .</summary>
[Fact("surveys.read")]
public sealed record SurveyResponseReceived(
    Guid ResponseId,
    Guid BranchId,
    Guid? VisitId,
    Guid? EngagementId,
    decimal Score,
    IReadOnlyList<Rated> Ratings,
    DateTimeOffset OccurredAt
);

/// <summary>EV-96. A low score or words of dissatisfaction became an issue to look into. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record PatientIssueRecorded(
    Guid IssueId,
    Guid BranchId,
    Guid? VisitId,
    Guid? EngagementId,
    string SourceCode,
    DateTimeOffset OccurredAt
);

/// <summary>EV-96. An issue was answered and closed by whoever owned it. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record PatientIssueClosed(Guid IssueId, Guid BranchId, Guid? VisitId, Guid? EngagementId, DateTimeOffset OccurredAt);

/// <summary>EV-102. A follow-up is done. Timeline only.</summary>
[Fact("followups.read", HasListeners = false)]
public sealed record FollowUpCompleted(Guid FollowUpId, Guid BranchId, string OutcomeCode, DateTimeOffset OccurredAt);

/// <summary>EV-102. A follow-up is past its day. Timeline only.</summary>
[Fact("followups.read", HasListeners = false)]
public sealed record FollowUpOverdue(Guid FollowUpId, Guid BranchId, DateTimeOffset DueAt, DateTimeOffset OccurredAt);

/// <summary>EV-104. A measure against a cause was given to somebody. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record ImprovementActionAssigned(Guid ActionId, Guid BranchId, Guid SourceId, string KindCode, DateTimeOffset OccurredAt);

/// <summary>EV-104. A measure was carried out. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record ImprovementActionImplemented(Guid ActionId, Guid BranchId, Guid SourceId, DateTimeOffset OccurredAt);

/// <summary>A measure was taken back because its complaint was overturned. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record ImprovementActionCancelled(Guid ActionId, Guid BranchId, Guid SourceId, DateTimeOffset OccurredAt);
