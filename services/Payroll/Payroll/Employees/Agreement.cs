namespace Clinic.Payroll.Employees;

/// <summary>That a person signed one version of the confidentiality agreement, and when .</summary>
public sealed class Agreement : IBranchScoped, IAppendOnly
{
    public Guid EmployeeId { get; init; }
    public required string DocumentVersion { get; init; }
    public Guid BranchId { get; init; }
    public DateTimeOffset SignedAt { get; init; }
    public Guid WitnessedBy { get; init; }
}
