using Clinic.Feedback.Complaints;

namespace Clinic.Feedback;

/// <summary>Every reason Feedback says no: its rulebook on one page.</summary>
public static class Refusals
{
    /// <summary>R-086: what a client complains of has happened.</summary>
    public static readonly Refusal HappenedInFuture = new("happened-in-future", "The event lies in the future; say when it happened.", 400);

    /// <summary>People named in a complaint work here or worked here.</summary>
    public static readonly Refusal EmployeeNotKnown = new(
        "employee-not-known",
        "Nobody with this id was hired; choose the person from the staff list."
    );

    /// <summary>R-118, A-59: whoever is accused or responsible has no part in the handling.</summary>
    public static readonly Refusal ConcernedPerson = new(
        "concerned-person",
        "This complaint is about you; somebody who is not concerned handles it, else the director."
    );

    /// <summary>R-118: the accused do not investigate.</summary>
    public static readonly Refusal InvestigatorConcerned = new(
        "investigator-concerned",
        "The complaint is about this person; appoint somebody who is not concerned."
    );

    /// <summary>The same person investigates already.</summary>
    public static readonly Refusal AlreadyAppointed = new("already-appointed", "This person investigates already.");

    /// <summary>R-047: only who was appointed finds.</summary>
    public static readonly Refusal NotTheInvestigator = new(
        "not-the-investigator",
        "Only the investigator appointed for this complaint names cause and responsibility."
    );

    /// <summary>R-118: nobody judges themselves.</summary>
    public static readonly Refusal InvestigatorResponsible = new(
        "investigator-responsible",
        "The investigator cannot be the person responsible; have another investigator appointed."
    );

    /// <summary>R-049: a closed complaint leaves an improvement or the reason why not.</summary>
    public static readonly Refusal ImprovementMissing = new(
        "improvement-missing",
        "There is no improvement action; say why none is needed."
    );

    /// <summary>R-118: nobody overturns what they found themselves.</summary>
    public static readonly Refusal OwnInvestigation = new(
        "own-investigation",
        "You investigated this complaint; somebody else decides whether that was wrong."
    );

    /// <summary>Only a responsibility can be taken back.</summary>
    public static readonly Refusal NothingToOverturn = new(
        "nothing-to-overturn",
        "Nobody was found responsible, so there is nothing to take back."
    );

    /// <summary>R-081: a call that reached the client says how the client is and whether satisfied.</summary>
    public static readonly Refusal CallNotWrittenDown = new(
        "call-not-written-down",
        "Write down how the client is and whether satisfied.",
        400
    );

    /// <summary>The client was reached, got a message, or all is closed.</summary>
    public static readonly Refusal FollowUpOver = new("follow-up-over", "The client was reached or got a message already.");

    /// <summary>No more calls; a message is left.</summary>
    public static readonly Refusal AttemptsUsed = new("attempts-used", "All attempts are used; send a caring message.");

    /// <summary>A message takes the place of calls only when they were in vain.</summary>
    public static readonly Refusal AttemptsLeft = new("attempts-left", "Call again first; a message follows the last attempt.");

    /// <summary>R-081: nothing is closed before the client was reached or got a message.</summary>
    public static readonly Refusal NobodyReachedYet = new("nobody-reached-yet", "Reach the client or send a caring message first.");

    /// <summary>An invitation is answered once.</summary>
    public static readonly Refusal InvitationAnswered = new("invitation-answered", "The client has answered; no further link is needed.");

    /// <summary>A secret nobody was given.</summary>
    public static readonly Refusal LinkUnknown = new("link-unknown", "This link does not exist.", 404);

    /// <summary>A link is for one answer.</summary>
    public static readonly Refusal LinkUsed = new("link-used", "This survey has been answered already. Thank you.");

    /// <summary>Too old, or a newer link took its place.</summary>
    public static readonly Refusal LinkExpired = new("link-expired", "This link is no longer valid; ask the clinic for a new one.");

    /// <summary>Each person is rated once in an answer.</summary>
    public static readonly Refusal RatedTwice = new("rated-twice", "A person is rated once.", 400);

    /// <summary>Only who served is rated.</summary>
    public static readonly Refusal DidNotServe = new("did-not-serve", "Only people who served can be rated.", 400);

    /// <summary>WF-11: no step is skipped; the sentence names the one that is due.</summary>
    public static Refusal OutOfOrder(ComplaintState state) =>
        new(
            "complaint-step-out-of-order",
            Complaint.StepAfter(state) is { } step ? $"The next step of this complaint is {step}." : "This complaint is over."
        );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [FeedbackDb.AnswerOnce] = LinkUsed,
        [FeedbackDb.OneOpenLink] = Refusal.ChangedMeanwhile,
    };
}
