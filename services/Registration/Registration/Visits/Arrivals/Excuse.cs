namespace Clinic.Registration.Visits.Arrivals;

/// <summary>What was late.</summary>
public enum LateStep
{
    Greeting,
    Pickup,
}

/// <summary>
/// The manager's reason why a greeting or a collection was late through nobody's fault; the lateness itself stays on record.
/// </summary>
public sealed class Excuse : IBranchScoped, IAppendOnly
{
    /// <summary>The arrival, and so the visit.</summary>
    public Guid VisitId { get; init; }

    public LateStep Step { get; init; }
    public Guid BranchId { get; init; }
    public required string Reason { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
}
