namespace Clinic.Registration.WholeRecord.Merging;

/// <summary>
/// Two charts of one person put together, and taken apart again when it was a mistake (WF-05 9). Nothing is lost either way.
/// </summary>
public sealed class ClientMerge : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid KeptId { get; init; }
    public Guid MergedId { get; init; }
    public required string Reason { get; init; }
    public Guid MergedBy { get; init; }
    public DateTimeOffset MergedAt { get; init; }
    public DateTimeOffset? SeparatedAt { get; private set; }
    public Guid? SeparatedBy { get; private set; }
    public string? SeparationReason { get; private set; }
    public uint Version { get; private set; }

    /// <summary>It was a mistake.</summary>
    public void Separate(Guid by, string reason, DateTimeOffset now) => (SeparatedBy, SeparationReason, SeparatedAt) = (by, reason, now);
}

/// <summary>What follows a client when two turn out to be one.</summary>
public enum Follows
{
    Visit,
    Appointment,
    ComplaintFlag,
    Membership,
}

/// <summary>One record that followed, so that exactly the same goes back.</summary>
public sealed class MergeMove : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid MergeId { get; init; }
    public Follows Kind { get; init; }
    public Guid RecordId { get; init; }
}
