using Clinic.Training.Contracts;

namespace Clinic.Training.Sessions;

/// <summary>
/// One person's hours in one session. A line is never changed; a wrong one is taken back by a line of the opposite hours
/// that names it and says why.
/// </summary>
public sealed class Attendance : IBranchScoped, IPersonScoped, IAppendOnly, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid SessionId { get; init; }
    public Guid PersonId { get; init; }
    public SessionKind Kind { get; init; }
    public required string TopicCode { get; init; }
    public decimal Hours { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset To { get; init; }
    public Guid? ReversesId { get; init; }
    public SealedText? Reason { get; init; }
    public Guid RecordedBy { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid SubjectId => PersonId;

    /// <summary>The line of one attendee of a session that was held.</summary>
    public static Attendance Of(TrainingSession session, Guid person) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            BranchId = session.BranchId,
            SessionId = session.Id,
            PersonId = person,
            Kind = session.Kind,
            TopicCode = session.TopicCode,
            Hours = session.Hours!.Value,
            From = session.From!.Value,
            To = session.To!.Value,
            RecordedBy = session.TrainerId!.Value,
            At = session.HeldAt!.Value,
        };

    /// <summary>The line that takes this one back.</summary>
    public Attendance Opposite(string reason, Guid by, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            BranchId = BranchId,
            SessionId = SessionId,
            PersonId = PersonId,
            Kind = Kind,
            TopicCode = TopicCode,
            Hours = -Hours,
            From = From,
            To = To,
            ReversesId = Id,
            Reason = reason,
            RecordedBy = by,
            At = now,
        };
}
