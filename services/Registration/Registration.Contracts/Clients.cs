using Clinic.Contracts;

namespace Clinic.Registration.Contracts;

/// <summary>EV-40. The desk registered a client with the six required fields and opened the chart .</summary>
[Fact("clients.read")]
public sealed record ClientRegistered(Guid ClientId, Guid BranchId, DateTimeOffset FirstSeenAt, bool MobilityImpaired);

/// <summary>The chart of a client was opened. Timeline only.</summary>
[Fact("clients.read", HasListeners = false)]
public sealed record ChartCreated(Guid ClientId, Guid BranchId, string ChartNumber, DateTimeOffset OccurredAt);

/// <summary>
/// EV-40. A client turned out to be another one, whose record is kept (WF-05 9); <see cref="ClientSeparated"/> with a higher version takes
/// it back.
/// </summary>
/// <param name="ClientId">Who is no client of their own any more.</param>
/// <param name="MergedInto">Who is kept.</param>
[Fact("clients.read")]
public sealed record ClientMerged(Guid ClientId, Guid BranchId, Guid MergedInto, DateTimeOffset OccurredAt, int Version);

/// <summary>A merge was a mistake: the client is somebody of their own again. What happened since stays with the client kept.</summary>
[Fact("clients.read")]
public sealed record ClientSeparated(Guid ClientId, Guid BranchId, Guid KeptId, DateTimeOffset OccurredAt, int Version);

/// <summary>Why a visit card was handed out.</summary>
public enum CardReason
{
    First,
    Lost,
    Damaged,
}

/// <summary>A visit card was handed to a client. Timeline only.</summary>
[Fact("clients.read", HasListeners = false)]
public sealed record VisitCardIssued(Guid ClientId, Guid BranchId, string CardNumber, CardReason Reason, DateTimeOffset OccurredAt);

/// <summary>What kind of mistake a chart has.</summary>
public enum ChartErrorKind
{
    WrongEntry,
    MissingEntry,
    Duplicate,
    WrongVisitType,
    WrongPerson,
}

/// <summary>EV-57. A supervisor found a mistake in a chart, made by somebody.</summary>
[Fact("clients.read", HasListeners = false)]
public sealed record ChartErrorFound(Guid ErrorId, Guid BranchId, Guid EmployeeId, ChartErrorKind Kind, DateTimeOffset OccurredAt);

/// <summary>EV-40. A client's flags changed: whether they may be contacted, and whether they need a helping arm (AC-19).</summary>
[Fact("clients.read")]
public sealed record ClientUpdated(
    Guid ClientId,
    Guid BranchId,
    bool MobilityImpaired,
    bool CareConsent,
    bool MarketingConsent,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>
/// Nobody can say any more who a client was: whoever keeps texts about the client makes them unreadable for ever, and leaves the
/// figures. Said of each id that the person had; nothing takes it back.
/// </summary>
[Fact("clients.read")]
public sealed record ClientForgotten(Guid ClientId, Guid BranchId, DateTimeOffset OccurredAt);

/// <summary>EV-69. Data of a client went to a third party by the client's written consent .</summary>
[Fact("clients.read", HasListeners = false)]
public sealed record ClientDataDisclosed(Guid DisclosureId, Guid ClientId, Guid BranchId, Guid ConsentId, DateTimeOffset OccurredAt);

/// <summary>Groups of clients for care .</summary>
public enum ClientSegment
{
    Potential,
    Regular,
    Key,
    Dormant,
}

/// <summary>EV-66. A client belongs to another group.</summary>
[Fact("clients.read", HasListeners = false)]
public sealed record SegmentChanged(Guid ClientId, Guid BranchId, ClientSegment Segment, DateTimeOffset OccurredAt, int Version);

/// <summary>EV-66. A client became a member on a level.</summary>
[Fact("clients.read", HasListeners = false)]
public sealed record MemberEnrolled(Guid MemberId, Guid BranchId, Guid ClientId, string LevelCode, DateTimeOffset OccurredAt, int Version);

/// <summary>EV-66. A member is on another level.</summary>
[Fact("clients.read", HasListeners = false)]
public sealed record MemberLevelChanged(
    Guid MemberId,
    Guid BranchId,
    Guid ClientId,
    string OldLevelCode,
    string LevelCode,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>EV-66. A membership is over, by the client's word or because nobody came.</summary>
[Fact("clients.read", HasListeners = false)]
public sealed record MemberClosed(Guid MemberId, Guid BranchId, Guid ClientId, string ReasonCode, DateTimeOffset OccurredAt, int Version);
