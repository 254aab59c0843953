namespace Clinic.Registration.Visits;

/// <summary>The last ticket of a category on a clinic day: A for those who walk in.</summary>
public sealed class TicketCounter : IBranchScoped
{
    /// <summary>Walked in without an appointment.</summary>
    public const string OnlyCategory = "A";

    public Guid BranchId { get; init; }
    public DateOnly Day { get; init; }
    public required string Category { get; init; }
    public int LastNumber { get; init; }
}
