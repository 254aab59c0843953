using Clinic.Contracts;

namespace Clinic.Feedback.Contracts;

/// <summary>Whether a complaint is about medicine; decides who handles it.</summary>
public enum ComplaintKind
{
    NonMedical,
    Medical,
}

/// <summary>How grave an upheld complaint is.</summary>
public enum Severity
{
    Minor,
    Major,
    Severe,
}

/// <summary>
/// EV-90. Somebody took a complaint down; the one-hour and 24-hour clocks run from <see cref="FiledAt"/> (R-046, R-086, R-087).
/// The facts of one complaint carry a rising version.
/// </summary>
[Fact("complaints.read")]
public sealed record ComplaintFiled(
    Guid ComplaintId,
    Guid BranchId,
    Guid? ClientId,
    Guid? VisitId,
    Guid? EngagementId,
    ComplaintKind Kind,
    string ChannelCode,
    IReadOnlyList<Guid> AccusedIds,
    DateTimeOffset FiledAt,
    int Version
);

/// <summary>EV-91. The client got a first answer. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record ComplaintFirstResponded(Guid ComplaintId, Guid BranchId, int Minutes, DateTimeOffset OccurredAt, int Version);

/// <summary>EV-92. No first answer in time; said once per rung of the ladder. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record ComplaintFirstResponseOverdue(
    Guid ComplaintId,
    Guid BranchId,
    int Rung,
    DateTimeOffset DueAt,
    DateTimeOffset OccurredAt
);

/// <summary>EV-92. No result in time; said once per rung of the ladder. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record ComplaintResolutionOverdue(Guid ComplaintId, Guid BranchId, int Rung, DateTimeOffset DueAt, DateTimeOffset OccurredAt);

/// <summary>EV-93. The investigator found cause and responsible person; upheld unless nobody is responsible.</summary>
[Fact("complaints.read")]
public sealed record ComplaintResponsibilityDetermined(
    Guid ComplaintId,
    Guid BranchId,
    Guid? ResponsibleId,
    string CauseCode,
    Severity Severity,
    bool Loss,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>EV-94. The client was not satisfied with the result; the next round begins. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record ComplaintRenegotiated(Guid ComplaintId, Guid BranchId, int Round, DateTimeOffset OccurredAt, int Version);

/// <summary>EV-94. The client is satisfied. Timeline only.</summary>
[Fact("complaints.read", HasListeners = false)]
public sealed record ComplaintSatisfied(Guid ComplaintId, Guid BranchId, int Rounds, DateTimeOffset OccurredAt, int Version);

/// <summary>EV-95. The complaint is closed: client satisfied, improvement named .</summary>
[Fact("complaints.read")]
public sealed record ComplaintClosed(
    Guid ComplaintId,
    Guid BranchId,
    bool Upheld,
    int Rounds,
    bool WithinTime,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>
/// A closed complaint is open again, because the client is not satisfied after all: the clocks of a new round run, and what its
/// closing ended begins again.
/// </summary>
[Fact("complaints.read")]
public sealed record ComplaintReopened(
    Guid ComplaintId,
    Guid BranchId,
    Guid? ClientId,
    int Round,
    string ReasonCode,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>EV-111. The director found the responsibility wrong; what followed from it is taken back everywhere .</summary>
[Fact("complaints.read")]
public sealed record ComplaintOverturned(
    Guid ComplaintId,
    Guid BranchId,
    Guid ResponsibleBeforeId,
    string ReasonCode,
    Guid DecidedById,
    DateTimeOffset OccurredAt,
    int Version
);
