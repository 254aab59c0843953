using Clinic.Contracts;

namespace Clinic.Payroll.Contracts;

/// <summary>EV-13. A case against a person waits for somebody to decide. Timeline only.</summary>
[Fact("discipline.read", HasListeners = false)]
public sealed record DisciplineCaseOpened(
    Guid DisciplineCaseId,
    Guid EmployeeId,
    Guid BranchId,
    string SourceCode,
    Guid SourceId,
    DateTimeOffset OccurredAt
);

/// <summary>
/// EV-13. A case ended without a consequence, or its source was taken back; what was held back until the decision ends.
/// </summary>
/// <param name="SourceCode">Why the case was opened, as <see cref="DisciplineCaseOpened"/> said.</param>
/// <param name="SourceId">What the case came of.</param>
[Fact("discipline.read")]
public sealed record DisciplineCaseDropped(
    Guid DisciplineCaseId,
    Guid EmployeeId,
    Guid BranchId,
    string ReasonCode,
    DateTimeOffset OccurredAt,
    string? SourceCode = null,
    Guid? SourceId = null
);

/// <summary>EV-14. A decided consequence took effect: the case is over .</summary>
/// <param name="KindCode">Which consequence, for example <c>Warning</c>.</param>
/// <param name="SourceCode">Why the case was opened, as <see cref="DisciplineCaseOpened"/> said.</param>
/// <param name="SourceId">What the case came of.</param>
[Fact("discipline.read")]
public sealed record PenaltyImposed(
    Guid DisciplineCaseId,
    Guid EmployeeId,
    Guid BranchId,
    string KindCode,
    DateTimeOffset OccurredAt,
    string? SourceCode = null,
    Guid? SourceId = null
);

/// <summary>EV-15. A person has to train again and, where asked, sit the exam again .</summary>
[Fact("discipline.read")]
public sealed record TrainingOrdered(
    Guid DisciplineCaseId,
    Guid EmployeeId,
    Guid BranchId,
    string TopicCode,
    bool Resit,
    DateTimeOffset DueBy,
    DateTimeOffset OccurredAt
);
