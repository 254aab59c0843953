namespace Clinic.Training.Assessments;

/// <summary>How one client rated one person in one answer, 0 to 100 .</summary>
public sealed class Rating : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid ResponseId { get; init; }
    public Guid PersonId { get; init; }
    public Guid BranchId { get; init; }
    public decimal Score { get; init; }
    public DateTimeOffset At { get; init; }
}
