using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Branches;

/// <summary>One branch of the group. Opened once; its time zone never changes.</summary>
[OutsideScope("Every member of staff may know which branches there are; the list holds no personal data.")]
[KnownHere(Awaited.Branch)]
public sealed class Branch
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public BranchKind Kind { get; init; }
    public required string TimeZone { get; init; }
    public DateOnly From { get; init; }
}
