namespace Clinic.Escort.Engagements;

/// <summary>What an escort does with the client at the hospital: 掛號, 繳費, 就診, 取藥.</summary>
public enum StepKind
{
    Registration,
    Payment,
    Consultation,
    Medicine,
}

/// <summary>
/// One step of a service with its times, so that time lost in queues shows. Registration and consultation are also marked by the visit
/// itself.
/// </summary>
public sealed class ServiceStep : IBranchScoped
{
    public Guid EngagementId { get; init; }
    public StepKind Kind { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>As the escort noted it.</summary>
    public DateTimeOffset? BeganAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }
    public string? Note { get; private set; }

    /// <summary>As the clinic said it: the earliest visit registered or completed for this engagement.</summary>
    public Guid? VisitId { get; private set; }

    /// <summary>When the clinic was done with the step.</summary>
    public DateTimeOffset? VisitCompletedAt { get; private set; }

    /// <summary>True once the escort or the clinic says it is over.</summary>
    public bool IsDone => EndedAt is not null || VisitCompletedAt is not null;

    /// <summary>The escort notes or completes it.</summary>
    public void Write(DateTimeOffset began, DateTimeOffset? ended, string? note) => (BeganAt, EndedAt, Note) = (began, ended, note);

    /// <summary>The clinic is done with it; of several visits the first one counts, whichever is heard first.</summary>
    public void Apply(Guid visit, DateTimeOffset at)
    {
        var known = (VisitCompletedAt ?? DateTimeOffset.MaxValue, VisitId ?? Guid.Empty);
        if (known.CompareTo((at, visit)) <= 0)
            return;
        (VisitId, VisitCompletedAt) = (visit, at);
    }
}

/// <summary>
/// What a note on the day is about: mood and body, a question answered, a message to the company.
/// </summary>
public enum NoteKind
{
    Observation,
    Answer,
    Message,
}

/// <summary>One note of the escort on the day; never changed.</summary>
public sealed class ServiceNote : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid EngagementId { get; init; }
    public Guid BranchId { get; init; }
    public NoteKind Kind { get; init; }
    public required string Words { get; init; }
    public Guid WrittenBy { get; init; }
    public DateTimeOffset WrittenAt { get; init; }
}

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
public sealed class ServiceAlert : IBranchScoped
{
    public Guid Id { get; init; }
    public Guid EngagementId { get; init; }
    public Guid BranchId { get; init; }
    public AlertKind Kind { get; init; }
    public AlertSeverity Severity { get; init; }
    public required string Words { get; init; }
    public Guid RaisedBy { get; init; }
    public DateTimeOffset RaisedAt { get; init; }
    public Guid? ResolvedBy { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public string? Outcome { get; private set; }

    /// <summary>Somebody resolved it.</summary>
    public void Resolve(Guid by, string outcome, DateTimeOffset now) => (ResolvedBy, Outcome, ResolvedAt) = (by, outcome, now);
}
