namespace Clinic.Escort.Engagements;

/// <summary>How far an engagement is (WF-01).</summary>
public enum EngagementState
{
    Inquired,
    HandedToLead,
    NeedConfirmed,
    AgreementSigned,
    Assigned,
    Preparing,
    Ready,
    Reconfirmed,
    InService,
    ServiceEnded,
    FeeSettled,
    Reported,
    FollowedUp,
    Archived,
    Declined,
    Interrupted,
    Cancelled,
}

/// <summary>In which states what holds, and which step follows.</summary>
public static class EngagementStates
{
    /// <summary>With an escort, and not begun: what goes back to the lead when the escort cannot come.</summary>
    public static readonly IReadOnlyList<EngagementState> AssignedNotStarted =
    [
        EngagementState.Assigned,
        EngagementState.Preparing,
        EngagementState.Ready,
        EngagementState.Reconfirmed,
    ];

    /// <summary>Takes the escort's time.</summary>
    public static readonly IReadOnlyList<EngagementState> OccupyingEscort = [.. AssignedNotStarted, EngagementState.InService];

    /// <summary>R-051: the escort sees it.</summary>
    public static readonly IReadOnlyList<EngagementState> WithEscort =
    [
        .. OccupyingEscort,
        EngagementState.ServiceEnded,
        EngagementState.FeeSettled,
        EngagementState.Reported,
        EngagementState.FollowedUp,
    ];

    /// <summary>Agreed, and not called off; also when it is over.</summary>
    public static readonly IReadOnlyList<EngagementState> Agreed =
    [
        EngagementState.AgreementSigned,
        .. WithEscort,
        EngagementState.Archived,
        EngagementState.Interrupted,
    ];

    /// <summary>R-107: a client is known, and it is not over.</summary>
    public static readonly IReadOnlyList<EngagementState> WithClient =
    [
        EngagementState.NeedConfirmed,
        EngagementState.AgreementSigned,
        .. WithEscort,
    ];

    /// <summary>Nothing is signed yet.</summary>
    public static readonly IReadOnlyList<EngagementState> BeforeAgreement =
    [
        EngagementState.Inquired,
        EngagementState.HandedToLead,
        EngagementState.NeedConfirmed,
    ];

    /// <summary>Signed, and not begun: what was agreed can be changed.</summary>
    public static readonly IReadOnlyList<EngagementState> Amendable = [EngagementState.AgreementSigned, .. AssignedNotStarted];

    /// <summary>Takes the client's time: signed, and not over.</summary>
    public static readonly IReadOnlyList<EngagementState> OccupyingClient = [EngagementState.AgreementSigned, .. OccupyingEscort];

    /// <summary>The service has not begun: client and company can call it off.</summary>
    public static readonly IReadOnlyList<EngagementState> BeforeService = [.. BeforeAgreement, .. Amendable];

    /// <summary>Begun, and not filed: its escort still has something to do.</summary>
    public static readonly IReadOnlyList<EngagementState> Begun =
    [
        EngagementState.InService,
        EngagementState.ServiceEnded,
        EngagementState.FeeSettled,
        EngagementState.Reported,
        EngagementState.FollowedUp,
    ];

    /// <summary>R-028: the service ended and there is no report yet.</summary>
    public static readonly IReadOnlyList<EngagementState> ReportExpected = [EngagementState.ServiceEnded, EngagementState.FeeSettled];

    /// <summary>No step follows.</summary>
    public static readonly IReadOnlyList<EngagementState> Over =
    [
        EngagementState.Archived,
        EngagementState.Declined,
        EngagementState.Interrupted,
        EngagementState.Cancelled,
    ];

    /// <summary>The step that follows a state, or null when the engagement is over.</summary>
    public static string? StepAfter(this EngagementState state) =>
        state switch
        {
            EngagementState.Inquired => "handover",
            EngagementState.HandedToLead => "need",
            EngagementState.NeedConfirmed => "agreement",
            EngagementState.AgreementSigned => "assignment",
            EngagementState.Assigned => "preparation",
            EngagementState.Preparing => "readiness",
            EngagementState.Ready => "reconfirmation",
            EngagementState.Reconfirmed => "start",
            EngagementState.InService => "end",
            EngagementState.ServiceEnded => "fee",
            EngagementState.FeeSettled => "report",
            EngagementState.Reported => "follow-up",
            EngagementState.FollowedUp => "archive",
            _ => null,
        };
}
