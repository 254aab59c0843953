using Clinic.Contracts;

namespace Clinic.Training.Contracts;

/// <summary>What a person failed in an assessment.</summary>
public enum AssessmentPart
{
    Theory,
    Practical,
    Satisfaction,
}

/// <summary>
/// EV-29. All parts of an assessment were passed; failures in a row start again from none. Timeline only.
/// </summary>
[Fact("exams.read", HasListeners = false)]
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

/// <summary>EV-32. The resit was failed as well. Timeline only.</summary>
[Fact("exams.read", HasListeners = false)]
public sealed record ResitFailed(
    Guid ResitId,
    Guid EmployeeId,
    Guid BranchId,
    Guid? DisciplineCaseId,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>Failed assessments of a special training no longer count, because its complaint was overturned. Timeline only.</summary>
[Fact("exams.read", HasListeners = false)]
public sealed record AssessmentVoided(
    Guid AssessmentId,
    Guid EmployeeId,
    Guid BranchId,
    Guid SourceId,
    DateTimeOffset OccurredAt,
    int Version
);
