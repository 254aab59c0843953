namespace Clinic.Feedback.FollowUps;

/// <summary>What the acts of this area refuse.</summary>
public static class FollowUpRefusals
{
    /// <summary>R-081: a call that reached the client says how the client is and whether satisfied.</summary>
    public static readonly Refusal CallNotWrittenDown = new(
        "call-not-written-down",
        "Write down how the client is and whether satisfied.",
        400
    );

    /// <summary>The client was reached, got a message, or all is closed or withdrawn.</summary>
    public static readonly Refusal FollowUpOver = new(
        "follow-up-over",
        "The client was reached, got a message, or need not be called any more."
    );

    /// <summary>AC-19: the client's will is followed.</summary>
    public static readonly Refusal ContactNotWanted = new(
        "contact-not-wanted",
        "The client does not want to be contacted; nobody calls unless the client agrees again."
    );

    /// <summary>No more calls; a message is left.</summary>
    public static readonly Refusal AttemptsUsed = new("attempts-used", "All attempts are used; send a caring message.");

    /// <summary>A message takes the place of calls only when they were in vain.</summary>
    public static readonly Refusal AttemptsLeft = new("attempts-left", "Call again first; a message follows the last attempt.");

    /// <summary>R-081: nothing is closed before the client was reached or got a message.</summary>
    public static readonly Refusal NobodyReachedYet = new("nobody-reached-yet", "Reach the client or send a caring message first.");
}
