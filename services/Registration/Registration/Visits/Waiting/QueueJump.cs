namespace Clinic.Registration.Visits.Waiting;

/// <summary>Somebody was given another place in the queue, and why; the places are instants of the queue's order.</summary>
public sealed class QueueJump : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid VisitId { get; init; }
    public Guid BranchId { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset To { get; init; }
    public required string Reason { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
}
