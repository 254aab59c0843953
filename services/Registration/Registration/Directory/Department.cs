using Clinic.ServiceDefaults;

namespace Clinic.Registration.Directory;

/// <summary>A medical department of a branch.</summary>
public sealed class Department : IOfBranch
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
}
