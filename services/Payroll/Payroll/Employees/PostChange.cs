using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>Who moved a person from which post to which, and why.</summary>
public sealed class PostChange : IBranchScoped, IAppendOnly, IHasSealedTexts
{
    public Guid EmployeeId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }
    public Post OldPost { get; init; }
    public Post NewPost { get; init; }
    public required SealedText Reason { get; init; }
    public Guid DecidedBy { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid SubjectId => EmployeeId;
}
