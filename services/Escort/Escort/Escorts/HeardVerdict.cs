namespace Clinic.Escort.Escorts;

/// <summary>How an assessment counts now.</summary>
public enum VerdictOutcome
{
    Passed,
    Failed,
    Voided,
}

/// <summary>
/// What was heard of an assessment that ends or keeps a suspension: a resit, and one whose verdict was corrected or voided. The
/// word with the highest version counts.
/// </summary>
public sealed class HeardVerdict : IBranchScoped, IPersonScoped
{
    public Guid AssessmentId { get; init; }
    public Guid PersonId { get; init; }
    public Guid BranchId { get; init; }
    public VerdictOutcome Outcome { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>Of the last word on it.</summary>
    public int EventVersion { get; private set; }

    /// <summary>Where a resit stands among the verdicts over the person; nothing for another assessment.</summary>
    public int? ResitNumber { get; private set; }

    /// <summary>The case that ordered the resit.</summary>
    public Guid? DisciplineCaseId { get; private set; }

    /// <summary>A word on how it counts.</summary>
    public void Judge(VerdictOutcome outcome, DateTimeOffset at, int version)
    {
        if (version > EventVersion)
            (Outcome, At, EventVersion) = (outcome, at.ToUniversalTime(), version);
    }

    /// <summary>It is a resit; it keeps the place of its first verdict when it is told anew with another one.</summary>
    public void JudgeResit(VerdictOutcome outcome, Guid? disciplineCase, DateTimeOffset at, int version)
    {
        (ResitNumber, DisciplineCaseId) = (Math.Min(ResitNumber ?? version, version), disciplineCase ?? DisciplineCaseId);
        Judge(outcome, at, version);
    }

    /// <summary>True for a resit that is passed after a series of failures.</summary>
    public bool EndsSeries(int seriesVersion) => ResitNumber > seriesVersion && Outcome == VerdictOutcome.Passed;

    /// <summary>True for a resit that one of these cases ordered and that is failed.</summary>
    public bool IsFailedResitOf(IReadOnlySet<Guid> cases) =>
        Outcome == VerdictOutcome.Failed && DisciplineCaseId is { } ordered && cases.Contains(ordered);
}
