namespace Clinic.Payroll.Employees;

/// <summary>Who corrected a person's name from which to which, and why.</summary>
public sealed class NameChange : IBranchScoped, IAppendOnly, IHasSealedTexts
{
    public Guid EmployeeId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }
    public required string OldName { get; init; }
    public string? OldLatinName { get; init; }
    public required string NewName { get; init; }
    public string? NewLatinName { get; init; }
    public required SealedText Reason { get; init; }
    public Guid DecidedBy { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid SubjectId => EmployeeId;
}
