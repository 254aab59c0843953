namespace Clinic.Escort.Engagements;

/// <summary>What a page of an engagement's file is about.</summary>
public enum PageKind
{
    Inquiry,
    Need,
    Decline,
    Agreement,
    Preparation,
    Route,
    Reconfirmation,
    Arrival,
    Closing,
    Interruption,
    Fee,
    Report,
    FollowUp,
    Archive,
    Cancellation,
}

/// <summary>
/// What was written down at one step, in the words of the person who did: the only place of a client's name, phone, need and
/// history here. Never changed, never told to another service.
/// </summary>
public sealed class FilePage : IBranchScoped, IAppendOnly, IWrittenStep
{
    public Guid Id { get; init; }
    public Guid EngagementId { get; init; }
    public Guid BranchId { get; init; }
    public PageKind Kind { get; init; }

    /// <summary>Of an agreement its version, of other pages the round of escorts.</summary>
    public int Number { get; init; }

    public required SealedText Content { get; init; }
    public Guid WrittenBy { get; init; }
    public DateTimeOffset WrittenAt { get; init; }
    public Guid SubjectId => EngagementId;

    /// <summary>The number under which a page of this kind stands in the file of this engagement now.</summary>
    public static int NumberOf(Engagement engagement, PageKind kind) =>
        kind switch
        {
            PageKind.Agreement => engagement.Agreement.Version,
            PageKind.Reconfirmation => engagement.Confirmation.Count,
            _ => engagement.Assignment.Round,
        };

    /// <summary>A page of this engagement's file.</summary>
    public static FilePage Of<T>(Engagement engagement, PageKind kind, T content, Guid by, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            EngagementId = engagement.Id,
            BranchId = engagement.BranchId,
            Kind = kind,
            Number = NumberOf(engagement, kind),
            Content = WrittenStep.Text(content),
            WrittenBy = by,
            WrittenAt = now,
        };
}
