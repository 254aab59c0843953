namespace Clinic.Escort.Engagements;

/// <summary>What is out of the ordinary: 特殊需求 or 突發情況.</summary>
public enum AlertKind
{
    SpecialNeed,
    Emergency,
}

/// <summary>How grave it is.</summary>
public enum AlertSeverity
{
    Low,
    Medium,
    High,
}

/// <summary>A special need or an emergency on the day, and who resolved it how .</summary>
public sealed class ServiceAlert : IBranchScoped, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid EngagementId { get; init; }
    public Guid BranchId { get; init; }
    public AlertKind Kind { get; init; }
    public AlertSeverity Severity { get; init; }
    public required SealedText Words { get; init; }
    public Guid RaisedBy { get; init; }
    public DateTimeOffset RaisedAt { get; init; }
    public Guid? ResolvedBy { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public SealedText? Outcome { get; private set; }
    public Guid SubjectId => EngagementId;

    /// <summary>Somebody resolved it.</summary>
    public void Resolve(Guid by, string outcome, DateTimeOffset now) => (ResolvedBy, Outcome, ResolvedAt) = (by, outcome, now);
}
