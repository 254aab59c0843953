namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>The last chart number of a branch.</summary>
public sealed class ChartCounter : IBranchScoped
{
    public Guid BranchId { get; init; }
    public int LastNumber { get; init; }
}
