namespace Clinic.Feedback.Issues;

/// <summary>What the acts of this area refuse.</summary>
public static class IssueRefusals
{
    /// <summary>Whoever took it sees to it until it is closed, or until that person leaves or gets another post or branch.</summary>
    public static readonly Refusal IssueTaken = new("issue-taken", "Somebody else looks into this; only that person goes on with it.");

    /// <summary>What an act declares that is refused so in any state but its own.</summary>
    public static readonly Refusal AnyOutOfOrder = new(
        "issue-step-out-of-order",
        "This cannot be done in the state of the issue; the answer names the state."
    );

    /// <summary>WF-14: no transition but those of the issue's way.</summary>
    public static Refusal OutOfOrder(IssueState state) =>
        new("issue-step-out-of-order", $"This cannot be done with an issue that is {state}.");
}
