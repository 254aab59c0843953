using Clinic.Contracts;

namespace Clinic.Escort.Contracts;

/// <summary>The agent took down what a client asked for. Timeline only.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortInquiryReceived(Guid EngagementId, Guid BranchId, string ChannelCode, DateTimeOffset OccurredAt);

/// <summary>The inquiry went to the escort lead. Timeline only.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortInquiryHandedOver(Guid EngagementId, Guid BranchId, Guid LeadId, DateTimeOffset OccurredAt);

/// <summary>EV-86. The inquiry was not handed to a lead in the minutes of the branch .</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortInquiryHandoverOverdue(Guid EngagementId, Guid BranchId, DateTimeOffset DueAt, DateTimeOffset OccurredAt);

/// <summary>The lead confirmed content, time and place with the client. Timeline only.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortNeedConfirmed(
    Guid EngagementId,
    Guid BranchId,
    Guid LeadId,
    Guid ClientId,
    DateTimeOffset StartsAt,
    DateTimeOffset OccurredAt
);

/// <summary>The lead declined, with a reason. Timeline only.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortInquiryDeclined(Guid EngagementId, Guid BranchId, string ReasonCode, DateTimeOffset OccurredAt);

/// <summary>EV-73. Lead and client signed; content, time, place and fee stand .</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record ServiceAgreementSigned(
    Guid EngagementId,
    Guid BranchId,
    string AgreementNumber,
    Guid ClientId,
    bool NewClient,
    Guid? ReferrerId,
    DateTimeOffset StartsAt,
    DateTimeOffset OccurredAt
);

/// <summary>EV-74. An eligible escort got the engagement .</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortAssigned(
    Guid EngagementId,
    Guid BranchId,
    Guid EscortId,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset OccurredAt
);

/// <summary>EV-74. The engagement went back to the lead, or to another escort.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortReassigned(
    Guid EngagementId,
    Guid BranchId,
    Guid OldEscortId,
    Guid? EscortId,
    string ReasonCode,
    DateTimeOffset OccurredAt
);

/// <summary>The escort began to prepare. Timeline only.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortPreparationStarted(Guid EngagementId, Guid BranchId, Guid EscortId, DateTimeOffset OccurredAt);

/// <summary>
/// EV-72. The escort asks a branch of the group for an appointment; answered by AppointmentBooked or AppointmentRefused.
/// </summary>
[Fact("engagements.read")]
public sealed record AppointmentRequested(
    Guid EngagementId,
    Guid BranchId,
    Guid ClinicBranchId,
    Guid ClientId,
    Guid DepartmentId,
    Guid? DoctorId,
    DateTimeOffset WishedFrom,
    DateTimeOffset OccurredAt
);

/// <summary>Records, appointment and care route are there. Timeline only.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortPreparationCompleted(
    Guid EngagementId,
    Guid BranchId,
    Guid EscortId,
    Guid? AppointmentId,
    DateTimeOffset OccurredAt
);

/// <summary>EV-75. Time and place were confirmed a second time with the client .</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortVisitReconfirmed(Guid EngagementId, Guid BranchId, DateTimeOffset StartsAt, DateTimeOffset OccurredAt);

/// <summary>EV-76. The escort met the client; minutes late count from the agreed time .</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortVisitStarted(Guid EngagementId, Guid BranchId, Guid EscortId, int MinutesLate, DateTimeOffset OccurredAt);

/// <summary>EV-77. The accompanied visit ended; said once per engagement.</summary>
[Fact("engagements.read")]
public sealed record EscortVisitCompleted(
    Guid EngagementId,
    Guid BranchId,
    Guid EscortId,
    Guid ClientId,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int MinutesLate,
    bool HighDifficulty
);

/// <summary>EV-78. The accompanied visit was broken off. Timeline only.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record EscortVisitInterrupted(Guid EngagementId, Guid BranchId, Guid EscortId, string ReasonCode, DateTimeOffset OccurredAt);

/// <summary>EV-78. Client or lead called it off before it began.</summary>
[Fact("engagements.read")]
public sealed record EscortEngagementCancelled(
    Guid EngagementId,
    Guid BranchId,
    string PartyCode,
    string ReasonCode,
    DateTimeOffset OccurredAt
);

/// <summary>EV-82. The fee, which may be zero, was settled and its invoice exists .</summary>
[Fact("engagements.read")]
public sealed record EscortFeeCollected(
    Guid EngagementId,
    Guid BranchId,
    Guid EscortId,
    decimal Amount,
    string Currency,
    string? InvoiceNumber,
    DateTimeOffset OccurredAt
);

/// <summary>EV-79. The escort handed in the service report; once per engagement.</summary>
[Fact("engagements.read")]
public sealed record ServiceReportSubmitted(Guid EngagementId, Guid BranchId, Guid EscortId, bool OnTime, DateTimeOffset OccurredAt);

/// <summary>EV-80. No report in the hours of the branch. Timeline only.</summary>
[Fact("engagements.read", HasListeners = false)]
public sealed record ServiceReportOverdue(Guid EngagementId, Guid BranchId, Guid EscortId, DateTimeOffset DueAt, DateTimeOffset OccurredAt);

/// <summary>EV-83. A referred client was new and had a first accompanied visit; once per referral.</summary>
[Fact("engagements.read")]
public sealed record ReferralConverted(
    Guid ReferralId,
    Guid EngagementId,
    Guid BranchId,
    Guid ReferrerId,
    Guid ClientId,
    DateTimeOffset OccurredAt
);
