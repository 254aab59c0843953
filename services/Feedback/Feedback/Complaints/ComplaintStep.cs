namespace Clinic.Feedback.Complaints;

/// <summary>What happened in a step of a complaint.</summary>
public enum ComplaintStepKind
{
    Filed,
    Reported,
    FirstAnswered,
    InvestigatorAppointed,
    CauseFound,
    SolutionProposed,
    ResultTold,
    Dissatisfied,
    Satisfied,
    Tracked,
    Closed,
    ClosedUnsatisfied,
    Reopened,
    Overturned,
    Withdrawn,
    MeasureTaken,
    MeasureHandedOver,
    MeasureCarriedOut,
}

/// <summary>
/// A step of a complaint in the words of whoever took it, the first one with the client's name, contact and matter; never changed,
/// never taken away, never told to another service.
/// </summary>
public sealed class ComplaintStep : IBranchScoped, IAppendOnly, IWrittenStep
{
    public Guid ComplaintId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }
    public ComplaintStepKind Kind { get; init; }
    public required SealedText Content { get; init; }

    /// <summary>Who took it; nobody for what the platform does by itself.</summary>
    public Guid? TakenBy { get; init; }

    public DateTimeOffset TakenAt { get; init; }

    public Guid SubjectId => ComplaintId;

    /// <summary>The next step of this complaint.</summary>
    public static ComplaintStep Of<T>(Complaint complaint, ComplaintStepKind kind, T words, Guid? by, DateTimeOffset now) =>
        new()
        {
            ComplaintId = complaint.Id,
            Number = complaint.TakeStepNumber(),
            BranchId = complaint.BranchId,
            Kind = kind,
            Content = WrittenStep.Text(words),
            TakenBy = by,
            TakenAt = now,
        };
}
