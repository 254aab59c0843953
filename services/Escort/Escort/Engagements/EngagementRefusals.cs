namespace Clinic.Escort.Engagements;

/// <summary>What the acts of this area refuse.</summary>
public static class EngagementRefusals
{
    /// <summary>R-024: the times of a service make sense: it ends after it starts, within a day, and lies ahead.</summary>
    public static readonly Refusal TimesImpossible = new(
        "times-impossible",
        "The service starts in the future and ends after it starts, within 24 hours.",
        400
    );

    /// <summary>A list is asked for a time that there is.</summary>
    public static readonly Refusal PeriodImpossible = new("period-impossible", "The period begins before it ends.", 400);

    /// <summary>R-024: an agreement has two sides.</summary>
    public static readonly Refusal ClientMustSign = new("client-must-sign", "The agreement stands once the client has signed it too.", 400);

    /// <summary>R-027: an amount is not negative and exact to the cent.</summary>
    public static readonly Refusal AmountImpossible = new(
        "amount-impossible",
        "The amount is not negative, has at most two decimals and a three-letter currency.",
        400
    );

    /// <summary>R-027: what is collected is what was agreed.</summary>
    public static readonly Refusal FeeDiffers = new("fee-differs", "The amount is not the fee of the agreement; let the lead look at it.");

    /// <summary>R-027: money that changed hands has a way it did, and no money has none.</summary>
    public static readonly Refusal MethodMismatch = new(
        "method-mismatch",
        "Say how a fee was paid; without a fee there is no method.",
        400
    );

    /// <summary>Two engagements of one escort may not overlap.</summary>
    public static readonly Refusal EscortIsBusy = new("escort-is-busy", "The escort has another engagement at this time.");

    /// <summary>A lead does an escort's work only in place of one who serves here no more.</summary>
    public static readonly Refusal EscortStillServes = new("escort-still-serves", "The escort still works here, and does this alone.");

    /// <summary>What an act declares that is refused so whichever engagement stands against it.</summary>
    public static readonly Refusal AnyClientIsAccompanied = new("client-is-accompanied", "The client has another engagement at this time.");

    /// <summary>One person is accompanied once at a time; the sentence names the engagement that stands.</summary>
    public static Refusal ClientIsAccompanied(Guid other) =>
        new("client-is-accompanied", $"The client has another engagement at this time: {other}.");

    /// <summary>R-012: the appointment belongs to a branch of the group that was named with the need.</summary>
    public static readonly Refusal NoClinicBranch = new(
        "no-clinic-branch",
        "The client goes to a hospital outside; note its own appointment reference instead."
    );

    /// <summary>R-012: one appointment per engagement.</summary>
    public static readonly Refusal AppointmentStands = new("appointment-stands", "An appointment is already asked for or made.");

    /// <summary>R-012: no visit without an appointment.</summary>
    public static readonly Refusal AppointmentMissing = new(
        "appointment-missing",
        "There is no appointment yet; ask for one or note the hospital's reference."
    );

    /// <summary>R-012: the appointment belongs to the service that was agreed.</summary>
    public static readonly Refusal AppointmentElsewhen = new(
        "appointment-elsewhen",
        "The appointment does not lie within the agreed service; move the appointment, or let the lead amend the agreement."
    );

    /// <summary>R-025: a confirmation long before says little.</summary>
    public static readonly Refusal ReconfirmedTooEarly = new(
        "reconfirmed-too-early",
        "Confirm time and place again once the service is closer."
    );

    /// <summary>R-024, R-025: what was confirmed is not what was agreed; only the lead changes an agreement.</summary>
    public static readonly Refusal ReconfirmationDiffers = new(
        "reconfirmation-differs",
        "Time or place are not those of the agreement; let the lead amend it."
    );

    /// <summary>R-014: an arrival is entered on the day it happened, never before it did.</summary>
    public static readonly Refusal ArrivalImpossible = new(
        "arrival-impossible",
        "The arrival lies in the future or more than twelve hours ago.",
        400
    );

    /// <summary>R-014: a service begins at the time agreed, and not long before.</summary>
    public static readonly Refusal ArrivalTooEarly = new(
        "arrival-too-early",
        "It is long before the agreed time; let the lead amend the agreement if the service begins earlier."
    );

    /// <summary>R-016: whoever goes while the client is still being seen says why.</summary>
    public static readonly Refusal ClinicVisitOpen = new(
        "clinic-visit-open",
        "The clinic has not completed the client's visit; wait for it, or say why the service ends before."
    );

    /// <summary>Steps of a service are noted while it lasts.</summary>
    public static readonly Refusal StepTimesImpossible = new(
        "step-times-impossible",
        "A step ends after it began, and neither lies in the future or before the service.",
        400
    );

    /// <summary>R-019: the service ends with papers in order and the next cautions explained.</summary>
    public static readonly Refusal ClosingIncomplete = new(
        "closing-incomplete",
        "Put the papers in order and explain the next cautions first."
    );

    /// <summary>What an act declares that is refused so in any state but its own.</summary>
    public static readonly Refusal AnyOutOfOrder = new(
        "engagement-step-out-of-order",
        "No step of an engagement is skipped; the answer names the one that is due."
    );

    /// <summary>WF-01: no step is skipped; the sentence names the one that is due.</summary>
    public static Refusal OutOfOrder(EngagementState state) =>
        new(
            "engagement-step-out-of-order",
            state.StepAfter() is { } step ? $"The next step of this engagement is {step}." : "This engagement is over."
        );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [EngagementTables.OneAtATime] = EscortIsBusy,
        [EngagementTables.ClientOnceAtATime] = AnyClientIsAccompanied,
        [EngagementTables.PageOnce] = Refusal.ChangedMeanwhile,
        [EngagementTables.GivenOnce] = Refusal.ChangedMeanwhile,
        [EngagementTables.AppointmentOnce] = Refusal.ChangedMeanwhile,
        [EngagementTables.StepOnce] = Refusal.ChangedMeanwhile,
    };
}
