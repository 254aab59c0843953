namespace Clinic.Escort.Engagements;

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
public sealed class ServiceNote : IBranchScoped, IAppendOnly, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid EngagementId { get; init; }
    public Guid BranchId { get; init; }
    public NoteKind Kind { get; init; }
    public required SealedText Words { get; init; }
    public Guid WrittenBy { get; init; }
    public DateTimeOffset WrittenAt { get; init; }
    public Guid SubjectId => EngagementId;
}
