namespace Clinic.Payroll.Performance;

/// <summary>What a performance entry counts.</summary>
public enum PerformanceKind
{
    /// <summary>An accompanied visit that was completed and reported, in units .</summary>
    Engagement,

    /// <summary>A client's rating of the person, 0 to 100 .</summary>
    Rating,

    /// <summary>A complaint for which the person was found responsible, counted in complaints .</summary>
    UpheldComplaint,

    /// <summary>Commission, in money: for a referred new client or for extra business .</summary>
    Commission,

    /// <summary>A fine or wage deduction decided in a discipline case, as a positive amount of money.</summary>
    Deduction,
}

/// <summary>
/// One line of what counts towards a person's pay besides the visits of the workload ledger. A line is never changed; what was
/// wrong is taken back by a line of the opposite value that names it.
/// </summary>
public sealed class PerformanceEntry : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }
    public PerformanceKind Kind { get; init; }

    /// <summary>Units, score, complaints or money, by the kind.</summary>
    public decimal Value { get; init; }

    /// <summary>The currency of money; nothing for the other kinds.</summary>
    public string? Currency { get; init; }

    /// <summary>The clinic day it counts for; a reversal counts for the day of the line it takes back.</summary>
    public DateOnly Day { get; init; }

    /// <summary>What the source is: Engagement, SurveyResponse, Complaint, Referral or DisciplineCase.</summary>
    public required string SourceKind { get; init; }

    public Guid SourceId { get; init; }

    /// <summary>Which time the source counts, where it can count again after it was taken back; zero where it counts once.</summary>
    public int Round { get; init; }

    /// <summary>The case whose trail leads to everything before.</summary>
    public Guid CaseId { get; init; }

    public Guid CauseMessageId { get; init; }
    public Guid? ReversesId { get; init; }
    public DateTimeOffset At { get; init; }
}
