using Clinic.Escort.Engagements;

namespace Clinic.Escort;

/// <summary>Every reason Escort says no: its rulebook on one page.</summary>
public static class Refusals
{
    /// <summary>An inquiry goes to a person of the house.</summary>
    public static readonly Refusal LeadUnknown = new(
        "lead-unknown",
        "Nobody with this id works here; hand the inquiry to an escort lead of the house."
    );

    /// <summary>Only people whom the desk has registered are accompanied.</summary>
    public static readonly Refusal ClientUnknown = new(
        "client-unknown",
        "This client is not registered in the group; let a desk register them first, or try again shortly."
    );

    /// <summary>Two charts of one person were put together; what is to come belongs to the one kept.</summary>
    public static Refusal ClientIsMerged(Guid kept) => new("client-merged", $"This client is the same person as {kept}; use that one.");

    /// <summary>R-024: the times of a service make sense: it ends after it starts, within a day, and lies ahead.</summary>
    public static readonly Refusal TimesImpossible = new(
        "times-impossible",
        "The service starts in the future and ends after it starts, within 24 hours.",
        400
    );

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

    /// <summary>R-039: nobody signs for their own commission.</summary>
    public static readonly Refusal OwnReferral = new(
        "own-referral",
        "Whoever signs the agreement cannot be the one who brought the client."
    );

    /// <summary>R-039: an escort of the house brings a client.</summary>
    public static readonly Refusal ReferrerUnknown = new("referrer-unknown", "No escort with this id works here.");

    /// <summary>R-039: only a new client can be brought.</summary>
    public static readonly Refusal ClientNotNew = new(
        "client-not-new",
        "This client had a visit or an agreement before; nobody is credited for bringing them."
    );

    /// <summary>R-039: one referrer per client, for good.</summary>
    public static readonly Refusal ClientHasReferrer = new(
        "client-has-referrer",
        "Somebody else is already named as the one who brought this client."
    );

    /// <summary>R-001, R-008, R-053: the answer names every reason.</summary>
    public static readonly Refusal EscortNotEligible = new(
        "escort-not-eligible",
        "This person cannot be assigned; the reasons are listed."
    );

    /// <summary>Two engagements of one escort may not overlap.</summary>
    public static readonly Refusal EscortIsBusy = new("escort-is-busy", "The escort has another engagement at this time.");

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

    /// <summary>The step was recorded with other content; records are not overwritten.</summary>
    public static readonly Refusal AlreadyRecorded = new("already-recorded", "This step is already recorded with other content.");

    /// <summary>WF-01: no step is skipped; the sentence names the one that is due.</summary>
    public static Refusal OutOfOrder(EngagementState state) =>
        new(
            "engagement-step-out-of-order",
            Engagement.StepAfter(state) is { } step ? $"The next step of this engagement is {step}." : "This engagement is over."
        );

    /// <summary>The refusal of an assignment with every reason, as codes.</summary>
    internal static ProblemHttpResult NotEligible(IReadOnlyList<string> reasons)
    {
        var problem = EscortNotEligible.AsProblem();
        problem.ProblemDetails.Extensions["reasons"] = reasons;
        return problem;
    }

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [EscortDb.OneAtATime] = EscortIsBusy,
        [EscortDb.ReferredOnce] = ClientHasReferrer,
        [EscortDb.PageOnce] = Refusal.ChangedMeanwhile,
        [EscortDb.GivenOnce] = Refusal.ChangedMeanwhile,
        ["pk_appointment"] = Refusal.ChangedMeanwhile,
        ["pk_service_step"] = Refusal.ChangedMeanwhile,
    };
}
