namespace Clinic.Feedback.Complaints;

/// <summary>How far a complaint is.</summary>
public enum ComplaintState
{
    Filed,
    Reported,
    FirstResponded,
    Investigating,
    CauseFound,
    SolutionProposed,
    ResultCommunicated,
    Renegotiating,
    Satisfied,
    Tracked,
    Closed,
    Reopened,
    Overturned,
    Withdrawn,
}

/// <summary>Which step follows in which state.</summary>
public static class ComplaintStates
{
    /// <summary>The client is not satisfied yet, and it can be taken back.</summary>
    public static readonly ComplaintState[] Open =
    [
        ComplaintState.Filed,
        ComplaintState.Reported,
        ComplaintState.FirstResponded,
        ComplaintState.Investigating,
        ComplaintState.CauseFound,
        ComplaintState.SolutionProposed,
        ComplaintState.ResultCommunicated,
        ComplaintState.Renegotiating,
        ComplaintState.Reopened,
    ];

    /// <summary>A step follows.</summary>
    public static readonly ComplaintState[] WithNextStep = [.. Open, ComplaintState.Satisfied, ComplaintState.Tracked];

    /// <summary>The cause is found, and what is done about it can still be decided.</summary>
    public static readonly ComplaintState[] BetweenFindingAndClosing =
    [
        ComplaintState.CauseFound,
        ComplaintState.SolutionProposed,
        ComplaintState.ResultCommunicated,
        ComplaintState.Renegotiating,
        ComplaintState.Satisfied,
        ComplaintState.Tracked,
    ];

    /// <summary>The step or steps that follow a state; nothing when the complaint is over.</summary>
    public static string? StepAfter(this ComplaintState state) =>
        state switch
        {
            ComplaintState.Filed => "report",
            ComplaintState.Reported => "first-answer",
            ComplaintState.FirstResponded => "investigator",
            ComplaintState.Reopened => "first-answer or investigator",
            ComplaintState.Investigating => "finding",
            ComplaintState.CauseFound or ComplaintState.Renegotiating => "proposal",
            ComplaintState.SolutionProposed => "result",
            ComplaintState.ResultCommunicated => "dissatisfaction or satisfaction",
            ComplaintState.Satisfied => "tracking",
            ComplaintState.Tracked => "closure",
            ComplaintState.Closed => "reopening",
            _ => null,
        };

    /// <summary>True when whoever investigates does not work here any more, so that somebody else is appointed.</summary>
    public static bool IsLeftAlone(this Complaint complaint, IReadOnlySet<Guid> gone) =>
        complaint.InvestigatingId is { } investigator && gone.Contains(investigator);

    /// <summary>The step or steps that follow; an investigation that nobody is left to carry out is given to somebody first.</summary>
    public static string? StepAfter(this Complaint complaint, IReadOnlySet<Guid> gone) =>
        complaint.IsLeftAlone(gone) ? ComplaintState.FirstResponded.StepAfter() : complaint.State.StepAfter();
}
