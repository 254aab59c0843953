using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>Who moved a person from which post to which, and why.</summary>
public sealed class PostChange : IBranchScoped, IAppendOnly
{
    public Guid EmployeeId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }
    public Post OldPost { get; init; }
    public Post NewPost { get; init; }
    public required string Reason { get; init; }
    public Guid DecidedBy { get; init; }
    public DateTimeOffset At { get; init; }
}
