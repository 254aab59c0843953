namespace Clinic.Feedback.Complaints;

/// <summary>Who is told.</summary>
public enum Addressee
{
    BranchManager,
    Director,
}

/// <summary>Why somebody is told of a complaint.</summary>
public enum NoticeKind
{
    Report,
    FirstResponseOverdue,
    ResolutionOverdue,
}

/// <summary>
/// One telling: the report at filing, or a rung of the ladder when nobody answered in time. Each once a round.
/// </summary>
public sealed class ComplaintNotice : IBranchScoped, IAppendOnly
{
    public Guid ComplaintId { get; init; }

    /// <summary>In which round of the complaint.</summary>
    public int Round { get; init; }

    public NoticeKind Kind { get; init; }
    public int Rung { get; init; }
    public Guid BranchId { get; init; }
    public Addressee Told { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DateTimeOffset ToldAt { get; init; }
}
