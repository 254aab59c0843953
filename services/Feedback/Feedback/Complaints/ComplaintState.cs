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

    /// <summary>The step or steps that follow a state; nothing when the complaint is over.</summary>
    public static string? StepAfter(this ComplaintState state) =>
        state switch
        {
            ComplaintState.Filed => "report",
            ComplaintState.Reported => "first-answer",
            ComplaintState.FirstResponded or ComplaintState.Reopened => "investigator",
            ComplaintState.Investigating => "finding",
            ComplaintState.CauseFound or ComplaintState.Renegotiating => "proposal",
            ComplaintState.SolutionProposed => "result",
            ComplaintState.ResultCommunicated => "dissatisfaction or satisfaction",
            ComplaintState.Satisfied => "tracking",
            ComplaintState.Tracked => "closure",
            ComplaintState.Closed => "reopening",
            _ => null,
        };
}
