namespace Clinic.Escort.Engagements;

/// <summary>What an escort does with the client at the hospital: 掛號, 繳費, 就診, 取藥.</summary>
public enum ServiceStepKind
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
public sealed class ServiceStep : IBranchScoped, IHasSealedTexts
{
    public Guid EngagementId { get; init; }
    public ServiceStepKind Kind { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>As the escort noted it.</summary>
    public DateTimeOffset? BeganAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }
    public SealedText? Note { get; private set; }

    /// <summary>As the clinic said it: the earliest visit registered or completed for this engagement.</summary>
    public Guid? VisitId { get; private set; }

    /// <summary>When the clinic was done with the step.</summary>
    public DateTimeOffset? VisitCompletedAt { get; private set; }

    public Guid SubjectId => EngagementId;

    /// <summary>True once the escort or the clinic says it is over.</summary>
    public bool IsDone => EndedAt is not null || VisitCompletedAt is not null;

    /// <summary>The escort notes or completes it.</summary>
    public void Write(DateTimeOffset began, DateTimeOffset? ended, string? note) =>
        (BeganAt, EndedAt, Note) = (began, ended, SealedText.OfOptional(note));

    /// <summary>The clinic is done with it; of several visits the first one counts, whichever is heard first.</summary>
    public void Apply(Guid visit, DateTimeOffset at)
    {
        var known = (VisitCompletedAt ?? DateTimeOffset.MaxValue, VisitId ?? Guid.Empty);
        if (known.CompareTo((at, visit)) <= 0)
            return;
        (VisitId, VisitCompletedAt) = (visit, at);
    }

    /// <summary>The visit was a mistake; what the escort noted stays.</summary>
    public void Undo(Guid visit)
    {
        if (VisitId == visit)
            (VisitId, VisitCompletedAt) = (null, null);
    }
}
