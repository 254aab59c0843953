using Clinic.Contracts;

namespace Clinic.Training.Contracts;

/// <summary>What a person failed in an assessment.</summary>
public enum AssessmentPart
{
    Theory,
    Practical,
    Satisfaction,
}

/// <summary>EV-29. All parts of an assessment were passed; failures in a row start again from none.</summary>
[Fact("exams.read")]
public sealed record ExamPassed(Guid AssessmentId, Guid EmployeeId, Guid BranchId, bool Excellent, DateTimeOffset OccurredAt, int Version);

/// <summary>EV-30. An assessment was failed; the version rises with every verdict over one person .</summary>
[Fact("exams.read")]
public sealed record ExamFailed(
    Guid AssessmentId,
    Guid EmployeeId,
    Guid BranchId,
    AssessmentPart FailedPart,
    int FailuresInRow,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>
/// EV-31. Two assessments in a row were failed; a person has to decide. Names the complaint whose special training led to
/// the exams, if one did, so that its overturning takes the consequences back.
/// </summary>
[Fact("exams.read")]
public sealed record ConsecutiveAssessmentFailed(
    Guid EmployeeId,
    Guid BranchId,
    IReadOnlyList<Guid> AssessmentIds,
    string CategoryCode,
    Guid? ComplaintId,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>EV-32. A resit is on the calendar. Timeline only.</summary>
[Fact("exams.read", HasListeners = false)]
public sealed record ResitScheduled(Guid ResitId, Guid EmployeeId, Guid BranchId, DateTimeOffset OccurredAt);

/// <summary>EV-32. The resit was passed: the series of failures is over .</summary>
[Fact("exams.read")]
public sealed record ResitPassed(
    Guid ResitId,
    Guid EmployeeId,
    Guid BranchId,
    Guid? DisciplineCaseId,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>EV-32. The resit was failed as well: somebody has to decide again .</summary>
[Fact("exams.read")]
public sealed record ResitFailed(
    Guid ResitId,
    Guid EmployeeId,
    Guid BranchId,
    Guid? DisciplineCaseId,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>
/// An assessment no longer counts, because the complaint behind its special training was overturned or because it was recorded by mistake.
/// </summary>
/// <param name="SourceId">The complaint; the assessment itself when it was a mistake.</param>
/// <param name="FailuresInRow">How many failures in a row remain without it; not said by earlier builds.</param>
[Fact("exams.read")]
public sealed record AssessmentVoided(
    Guid AssessmentId,
    Guid EmployeeId,
    Guid BranchId,
    Guid SourceId,
    DateTimeOffset OccurredAt,
    int Version,
    int? FailuresInRow = null
);

/// <summary>
/// A wrong score of an assessment was corrected by a second person, so that its verdict is another one; what followed from the first
/// verdict is taken back and what follows from this one stands.
/// </summary>
/// <param name="Passed">The verdict that counts now.</param>
/// <param name="FailuresInRow">How many failures in a row stand after the correction.</param>
[Fact("exams.read")]
public sealed record AssessmentCorrected(
    Guid AssessmentId,
    Guid EmployeeId,
    Guid BranchId,
    bool Passed,
    int FailuresInRow,
    DateTimeOffset OccurredAt,
    int Version
);
