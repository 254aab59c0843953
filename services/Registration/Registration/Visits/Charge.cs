namespace Clinic.Registration.Visits;

/// <summary>What a charge is for.</summary>
public enum ChargeKind
{
    Registration,
    Treatment,
    Medicine,
    Other,
}

/// <summary>Something a visit costs, and whether it was paid at the desk.</summary>
public sealed class Charge : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid VisitId { get; init; }
    public Guid BranchId { get; init; }
    public ChargeKind Kind { get; init; }
    public decimal Amount { get; init; }
    public required string Currency { get; init; }
    public Guid ChargedBy { get; init; }
    public DateTimeOffset ChargedAt { get; init; }
    public DateTimeOffset? PaidAt { get; private set; }
    public Guid? PaidTo { get; private set; }
    public uint Version { get; private set; }

    /// <summary>The client paid.</summary>
    public void Pay(Guid to, DateTimeOffset now) => (PaidAt, PaidTo) = (now, to);
}
