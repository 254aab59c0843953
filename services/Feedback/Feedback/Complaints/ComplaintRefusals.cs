namespace Clinic.Feedback.Complaints;

/// <summary>What the acts of this area refuse.</summary>
public static class ComplaintRefusals
{
    /// <summary>R-086: what a client complains of has happened.</summary>
    public static readonly Refusal HappenedInFuture = new("happened-in-future", "The event lies in the future; say when it happened.", 400);

    /// <summary>People named in a complaint work here or worked here.</summary>
    public static readonly Refusal EmployeeNotKnown = new(
        "employee-not-known",
        "Nobody with this id was hired; choose the person from the staff list."
    );

    /// <summary>Whoever left the group investigates nothing and owns no measure.</summary>
    public static readonly Refusal EmployeeLeft = new(
        "employee-left",
        "This person does not work here any more; choose somebody who does."
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

    /// <summary>R-047: a person, a department or a process is at fault, or nobody; each is named by what belongs to it.</summary>
    public static readonly Refusal FaultNotNamed = new(
        "fault-not-named",
        "Name the person, the department or the process at fault, and only that one.",
        400
    );

    /// <summary>R-085: to quarrel with a client who complains is the breach of a person.</summary>
    public static readonly Refusal QuarrelNamesNobody = new(
        "quarrel-names-nobody",
        "Name who quarrelled with the client; without a quarrel choose another cause."
    );

    /// <summary>R-088: the client is asked for an opinion on the result.</summary>
    public static readonly Refusal OpinionMissing = new(
        "opinion-missing",
        "Ask the client for an opinion on the result and write it down, also when there is none.",
        400
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

    /// <summary>What an act declares that is refused so in any state but its own.</summary>
    public static readonly Refusal AnyOutOfOrder = new(
        "complaint-step-out-of-order",
        "No step of a complaint is skipped; the answer names the one that is due."
    );

    /// <summary>WF-11: no step is skipped; the sentence names the one that is due.</summary>
    public static Refusal OutOfOrder(ComplaintState state) =>
        new(
            "complaint-step-out-of-order",
            state.StepAfter() is { } step ? $"The next step of this complaint is {step}." : "This complaint is over."
        );
}
