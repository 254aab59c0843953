namespace Clinic.ServiceDefaults;

/// <summary>A message that is committed and not yet confirmed by the broker.</summary>
[OutsideScope("Holds ids, codes and times of messages on their way; no personal data may be in an event.")]
public sealed class OutboxRow
{
    public long Seq { get; init; }
    public Guid MessageId { get; init; }
    public required string Exchange { get; init; }
    public required string RoutingKey { get; init; }
    public required byte[] Body { get; init; }
    public string? TraceParent { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset NotBefore { get; init; }
}

/// <summary>A message whose effect is committed here; kept 45 days so that a late repeat stays without effect.</summary>
[OutsideScope("Holds message ids, reaction names and hashes of facts only.")]
public sealed class InboxRow
{
    internal const int DaysKept = 45;

    public Guid MessageId { get; init; }
    public required string Reaction { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>A hash of the fact as sent, so that another one under the same id is noticed; rows of earlier builds have none.</summary>
    public byte[]? Content { get; init; }
}

/// <summary>
/// A fact that came before a person or branch it names is known here; unlike a parked one it is nobody's fault, and goes on by itself.
/// </summary>
[OutsideScope("Holds messages as they came (ids, codes, times) and the id of whom or what they wait for.")]
public sealed class EarlyRow
{
    public Guid Id { get; init; }
    public required string Queue { get; init; }
    public Guid MessageId { get; init; }
    public required string Type { get; init; }
    public required byte[] Body { get; init; }
    public required byte[] Content { get; init; }
    public Awaited Awaits { get; init; }
    public Guid AwaitedId { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>When it was said that it waits too long.</summary>
    public DateTimeOffset? AlarmedAt { get; init; }
}

/// <summary>Counts the starts of a message that came back at least once, so that one which kills the process is found out.</summary>
[OutsideScope("Holds message ids and queue names only.")]
public sealed class StartedRow
{
    public required string Queue { get; init; }
    public required string MessageId { get; init; }
    public int Starts { get; init; }
}

/// <summary>A message that could not be handled and waits for a person, who replays or discards it with a reason.</summary>
[OutsideScope("Holds messages as they came (ids, codes, times) and the kind of failure without its text.")]
public sealed class ParkedRow
{
    public Guid Id { get; init; }
    public required string Queue { get; init; }
    public required string MessageId { get; init; }
    public required string Type { get; init; }
    public required string Cause { get; set; }
    public required byte[] Body { get; init; }
    public DateTimeOffset ParkedAt { get; set; }
    public int Times { get; set; } = 1;
    public ParkedState State { get; set; }
    public DateTimeOffset? SettledAt { get; set; }
    public string? SettledBy { get; set; }
    public string? Reason { get; set; }
}

/// <summary>What became of a parked message.</summary>
public enum ParkedState
{
    Parked,
    Replayed,
    Discarded,
}

/// <summary>One lease with an epoch: who sends this service's outbox.</summary>
[OutsideScope("One row per kind of background work.")]
public sealed class LeaseRow
{
    public required string Name { get; init; }
    public Guid Owner { get; init; }
    public long Epoch { get; init; }
    public DateTimeOffset Until { get; init; }
}

/// <summary>A deadline: what, for whom, when, which rung; gone once rung.</summary>
[OutsideScope("Holds ids, kinds and times of deadlines only.")]
public sealed class DueRow
{
    public Guid Id { get; init; }
    public required string Kind { get; init; }
    public Guid SubjectId { get; init; }
    public Guid BranchId { get; init; }
    public int Rung { get; init; }
    public DateTimeOffset DueAt { get; init; }
}

/// <summary>How far the platform's clock is ahead of the machine's; never used in production.</summary>
[OutsideScope("One row, a time span.")]
public sealed class ClockRow
{
    public int Id { get; init; }
    public TimeSpan Ahead { get; set; }
}

/// <summary>One fact or effect: what happened, in which case, because of which message. Ids and codes only.</summary>
public sealed class TrailRow : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid MessageId { get; init; }
    public Guid? CauseId { get; init; }
    public required string Kind { get; init; }
    public required string Type { get; init; }
    public Guid BranchId { get; init; }
    public required Guid[] Subjects { get; init; }
    public required string OpensWith { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>
/// Who changed or read what, in the same transaction; names of fields, never their values. The id is made of the time, so that one order
/// holds for the rows of all services.
/// </summary>
public sealed class AuditRow : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string Act { get; init; }
    public required string Kind { get; init; }
    public required string Record { get; init; }
    public Guid RecordId { get; init; }
    public Guid BranchId { get; init; }
    public required string[] Fields { get; init; }
}

/// <summary>One value of a policy from an instant on, for a branch or the group, with its author and reason.</summary>
[OutsideScope("Settings concern no person; who may read and change them is decided by permission.")]
public sealed class PolicyRow : IAppendOnly
{
    public Guid Id { get; init; }
    public required string Key { get; init; }
    public Guid? BranchId { get; init; }
    public required string Value { get; init; }
    public DateTimeOffset From { get; init; }
    public required string Author { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset SetAt { get; init; }
    public bool Confirmation { get; init; }
}
