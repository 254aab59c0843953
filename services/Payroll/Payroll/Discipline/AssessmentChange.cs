namespace Clinic.Payroll.Discipline;

/// <summary>
/// That a verdict of Training was voided or corrected. Kept, because what the verdict led to may be heard later; the numbers of the
/// verdicts over one person tell what came before what.
/// </summary>
public sealed class AssessmentChange : IBranchScoped, IPersonScoped, IAppendOnly
{
    /// <summary>Why a case falls one of whose assessments is void.</summary>
    public const string VoidedCode = "assessment-voided";

    /// <summary>Why a case falls one of whose assessments was passed after all.</summary>
    public const string CorrectedCode = "assessment-corrected";

    public Guid AssessmentId { get; init; }

    /// <summary>The version of the fact; it rises with every verdict over the person.</summary>
    public int Number { get; init; }

    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>True when the assessment is a failure from now on, false when it is none.</summary>
    public bool IsFailure { get; init; }

    public required string ReasonCode { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid MessageId { get; init; }
}
