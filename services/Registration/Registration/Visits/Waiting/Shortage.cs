namespace Clinic.Registration.Visits.Waiting;

/// <summary>What stands ready for those who wait .</summary>
public enum StockItem
{
    Food,
    Fruit,
    Sweets,
    Tissues,
    Bread,
    Milk,
    Water,
}

/// <summary>Something in a waiting area runs low, until it is refilled .</summary>
public sealed class Shortage : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public int Floor { get; init; }
    public StockItem Item { get; init; }

    /// <summary>What was left.</summary>
    public int Left { get; init; }

    public Guid SeenBy { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public int? Refilled { get; private set; }
    public Guid? RefilledBy { get; private set; }
    public DateTimeOffset? RefilledAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>How long it took, in whole minutes, rounded up.</summary>
    public int? Minutes => RefilledAt is { } at ? (int)Math.Ceiling((at - SeenAt).TotalMinutes) : null;

    /// <summary>R-258: refilled in time is measured.</summary>
    public void Refill(int quantity, Guid by, DateTimeOffset now) => (Refilled, RefilledBy, RefilledAt) = (quantity, by, now);
}
