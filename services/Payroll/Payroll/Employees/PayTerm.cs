namespace Clinic.Payroll.Employees;

/// <summary>Base grade and base pay of a person from a day on. The next one ends it; none is ever changed.</summary>
public sealed class PayTerm : IBranchScoped, IAppendOnly, IHasSealedTexts
{
    public Guid EmployeeId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }
    public required string BaseGrade { get; init; }
    public Money BasePay { get; init; }
    public DateOnly From { get; init; }
    public required SealedText Reason { get; init; }
    public Guid AgreedBy { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid SubjectId => EmployeeId;

    /// <summary>True when both agree on the same pay from the same day.</summary>
    public bool Agrees(string baseGrade, Money basePay, DateOnly from) => (BaseGrade, BasePay, From) == (baseGrade, basePay, from);
}
