using Clinic.Contracts;

namespace Clinic.Training.Contracts;

/// <summary>EV-20. A new person has a plan of hours and topics by post. Timeline only.</summary>
[Fact("exams.read", HasListeners = false)]
public sealed record OnboardingStarted(Guid EmployeeId, Guid BranchId, string PathCode, DateTimeOffset OccurredAt);

/// <summary>EV-21. Hours and topics are reached and the exam is passed .</summary>
[Fact("exams.read")]
public sealed record OnboardingCompleted(Guid EmployeeId, Guid BranchId, string PathCode, decimal Hours, DateTimeOffset OccurredAt);

/// <summary>EV-22. A person got a certificate .</summary>
[Fact("exams.read")]
public sealed record CertificateIssued(
    Guid EmployeeId,
    Guid BranchId,
    string CertificateNumber,
    DateTimeOffset IssuedAt,
    DateTimeOffset ValidUntil
);

/// <summary>A certificate no longer holds, because what it was given for was taken back .</summary>
[Fact("exams.read")]
public sealed record CertificateWithdrawn(
    Guid EmployeeId,
    Guid BranchId,
    string CertificateNumber,
    string ReasonCode,
    DateTimeOffset OccurredAt
);

/// <summary>Why a session was held.</summary>
public enum SessionKind
{
    Onboarding,
    Regular,
    Special,
    Remedial,
}

/// <summary>A special or remedial session was opened for a reason elsewhere. Timeline only.</summary>
[Fact("exams.read", HasListeners = false)]
public sealed record SpecialTrainingOpened(
    Guid SessionId,
    Guid BranchId,
    SessionKind Kind,
    string TopicCode,
    Guid SourceId,
    DateTimeOffset OccurredAt
);

/// <summary>A special session that was not held yet is taken back because its complaint was overturned. Timeline only.</summary>
[Fact("exams.read", HasListeners = false)]
public sealed record SpecialTrainingCancelled(Guid SessionId, Guid BranchId, Guid SourceId, DateTimeOffset OccurredAt);

/// <summary>EV-25. A session was held; <see cref="SourceId"/> names the complaint or discipline case that asked for it .</summary>
[Fact("exams.read")]
public sealed record TrainingSessionCompleted(
    Guid SessionId,
    Guid BranchId,
    SessionKind Kind,
    IReadOnlyList<Guid> AttendeeIds,
    decimal Hours,
    Guid? SourceId,
    DateTimeOffset OccurredAt
);
