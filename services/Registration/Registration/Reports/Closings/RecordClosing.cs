namespace Clinic.Registration.Reports.Closings;

/// <summary>
/// The receptionist's word that the client records of a clinic day are complete (R-104, WF-35 2). Whoever comes after it was given
/// makes it necessary again; what was said stays on record.
/// </summary>
public sealed class RecordClosing : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public DateOnly Day { get; init; }
    public Guid ClosedBy { get; init; }
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>True when it was said after the reception had closed.</summary>
    public bool Late { get; init; }
}
