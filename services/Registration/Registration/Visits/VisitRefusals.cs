namespace Clinic.Registration.Visits;

/// <summary>What the acts of this area refuse.</summary>
public static class VisitRefusals
{
    /// <summary>R-323: whatever the client handed in goes back; at a first visit front page and visit card in any case.</summary>
    public static readonly Refusal ItemsNotReturned = new(
        "items-not-returned",
        "Hand back the front page, the visit card and an identity card that was shown, and tick each."
    );

    /// <summary>R-323: the clerk rises, unless others queue.</summary>
    public static readonly Refusal RiseUnlessOthersQueue = new(
        "rise-unless-others-queue",
        "Rise to see the client off, or say that others queue.",
        400
    );

    /// <summary>The platform looked the type up; who says otherwise says why.</summary>
    public static readonly Refusal TypeNeedsReason = new("type-needs-reason", "Say why the visit counts as another type.", 400);

    /// <summary>An arrival is entered on the day it happened, never before it did.</summary>
    public static readonly Refusal ArrivalImpossible = new(
        "arrival-impossible",
        "The arrival lies in the future or more than twelve hours ago.",
        400
    );

    /// <summary>
    /// leaving the rotation needs a doctor's name and, unless the doctor treats the client already, a reason.
    /// </summary>
    public static readonly Refusal TriageReasonRequired = new(
        "triage-reason-required",
        "Say which doctor and why the rotation is left.",
        400
    );

    /// <summary>In the rotation the book names the doctor, not the desk.</summary>
    public static readonly Refusal RotationNamesDoctor = new(
        "rotation-names-doctor",
        "In the rotation the triage book names the doctor; leave the doctor out or choose another way.",
        400
    );

    /// <summary>A-62: nobody is on duty; an appointment is offered instead.</summary>
    public static readonly Refusal NoDoctorOnDuty = new(
        "no-doctor-on-duty",
        "No doctor of this department is on duty; offer an appointment or another department."
    );

    /// <summary>The doctor asked for is off duty, on leave, gone, or of another department.</summary>
    public static readonly Refusal NamedDoctorNotOnDuty = new(
        "named-doctor-not-on-duty",
        "The doctor asked for is not on duty in this department."
    );

    /// <summary>The treating doctor is the one who treated the client before; for anyone else the rotation is left with a reason.</summary>
    public static readonly Refusal NotTheTreatingDoctor = new(
        "not-the-treating-doctor",
        "This doctor has not treated the client before; choose the rotation, or a named doctor with a reason."
    );

    /// <summary>A visit has one assignment; a second one overturns it with a reason.</summary>
    public static readonly Refusal AlreadyTriaged = new(
        "already-triaged",
        "This visit already has a doctor; triage it again with a reason."
    );

    /// <summary>R-075: the assigned doctor or a nurse of the branch collects and checks.</summary>
    public static readonly Refusal NotTheDoctorOrANurse = new(
        "not-doctor-or-nurse",
        "Only the assigned doctor or a nurse of the branch does this."
    );

    /// <summary>Plan, consent and treatment belong to the doctor the client was given to.</summary>
    public static readonly Refusal NotTheAssignedDoctor = new("not-assigned-doctor", "Only the doctor assigned to this visit does this.");

    /// <summary>R-076: the person in the room is not the person of the chart; the visit stops here until it is.</summary>
    public static readonly Refusal IdentityMismatch = new(
        "identity-mismatch",
        "The identity does not match the chart; stop and check again."
    );

    /// <summary>R-076: two different identifiers are compared.</summary>
    public static readonly Refusal TwoIdentifiers = new("two-identifiers-required", "Compare two different identifiers.", 400);

    /// <summary>R-136: cause, prognosis, risk, price and cycle are all disclosed before anyone agrees.</summary>
    public static readonly Refusal DisclosuresIncomplete = new(
        "disclosures-incomplete",
        "Disclose cause, prognosis, risk, price and treatment cycle first."
    );

    /// <summary>R-077: agreement counts only when the client understood.</summary>
    public static readonly Refusal NotUnderstood = new("plan-not-understood", "Explain the plan again until the client understands it.");

    /// <summary>WF-43: a form is explained before the client decides.</summary>
    public static readonly Refusal ConsentNotExplained = new("consent-not-explained", "Explain the form to the client first.");

    /// <summary>WF-43: there is nothing to explain yet.</summary>
    public static readonly Refusal NoConsentForm = new("no-consent-form", "Prepare the form of the consent first.");

    /// <summary>The client has decided; another plan needs another consent.</summary>
    public static readonly Refusal ConsentDecided = new("consent-decided", "The client has decided on this plan already.");

    /// <summary>R-078: the items of a form are what can be declined.</summary>
    public static readonly Refusal FormNeedsItems = new("form-needs-items", "Name each item of the plan that the client may decline.", 400);

    /// <summary>R-078: only what was offered is declined.</summary>
    public static readonly Refusal DeclinedItemUnknown = new(
        "declined-item-unknown",
        "What is declined is not on the form that was prepared."
    );

    /// <summary>R-078: who declines every item has not agreed.</summary>
    public static readonly Refusal NothingAgreed = new("nothing-agreed", "Every item is declined; record that the client did not agree.");

    /// <summary>A return date lies ahead, and not so far that the year must be a typing mistake.</summary>
    public static readonly Refusal ReturnDatePassed = new("return-date-passed", "The return date lies in the past.", 400),
        ReturnDateTooFar = new("return-date-too-far", "The return date is more than two years ahead.", 400);

    /// <summary>R-080: nobody goes without knowing whether to come back.</summary>
    public static readonly Refusal ReturnDateOrNone = new("return-date-or-none", "Name the return date, or say that none is needed.", 400);

    /// <summary>R-078: nothing is sold to a client who declined the plan.</summary>
    public static readonly Refusal PlanWasDeclined = new(
        "plan-was-declined",
        "The client declined the plan; complete the visit as not purchased."
    );

    /// <summary>A client has one open visit at a branch, also overnight; the body names it.</summary>
    public static readonly Refusal VisitIsOpen = new(
        "visit-is-open",
        "This client has an open visit; finish it, or note that the client left, and check in again."
    );

    /// <summary>What an act declares that is refused so in any state but its own.</summary>
    public static readonly Refusal AnyOutOfOrder = new(
        "visit-step-out-of-order",
        "No step of a visit is skipped; the answer names the one that is due."
    );

    /// <summary>R-076 to R-080: no step is skipped; the sentence names the one that is due.</summary>
    public static Refusal OutOfOrder(VisitState state) =>
        new("visit-step-out-of-order", state.NextStep() is { } step ? $"The next step of this visit is {step}." : "This visit is over.");

    /// <summary>Door, visit type, lead, seat: each follows the one before.</summary>
    public static Refusal ArrivalStepFirst(string step) => new("arrival-step-out-of-order", $"The next step at the door is {step}.");

    /// <summary>R-317: in a branch of one floor nobody is handed over.</summary>
    public static readonly Refusal OneFloor = new("one-floor", "This branch has one floor; lead the client to the seat.");

    /// <summary>R-318: without a lift, whoever walks badly is helped up in person.</summary>
    public static readonly Refusal HelpUpstairs = new(
        "help-upstairs",
        "There is no lift and the client walks badly: go up with them, then hand over."
    );

    /// <summary>R-317: the guide upstairs takes over, not the greeter.</summary>
    public static readonly Refusal HandOffToSelf = new("hand-off-to-self", "Somebody else takes the client over.");

    /// <summary>R-317: a greeter is free again when the client was taken over.</summary>
    public static readonly Refusal GreeterNotFree = new(
        "greeter-not-free",
        "A client you handed over, or this one, still waits to be taken over."
    );

    /// <summary>R-305: five preparations come before the first client.</summary>
    public static readonly Refusal NotPrepared = new(
        "not-prepared",
        "Appearance, equipment, forms and pens, doctor status and readiness of mind come first.",
        400
    );

    /// <summary>Only what was late is excused.</summary>
    public static readonly Refusal NothingToExcuse = new("nothing-to-excuse", "This was not late.");

    /// <summary>Nobody excuses their own lateness.</summary>
    public static readonly Refusal OwnLateness = new("own-lateness", "Somebody else judges your own lateness.");

    /// <summary>What an act declares that is refused so at any station but its own.</summary>
    public static readonly Refusal AnyStationFirst = new(
        "station-out-of-order",
        "No station of the branch is left out; the answer names the one that comes first."
    );

    /// <summary>R-200, R-202: the stations of the branch come in their order.</summary>
    public static Refusal StationFirst(Stop stop) => new("station-out-of-order", $"First comes {stop.Station} ({stop.Act}).");

    /// <summary>A-26: the registration fee is paid first.</summary>
    public static readonly Refusal RegistrationFeeDue = new("registration-fee-due", "The registration fee of this branch is paid first.");

    /// <summary>A-26: this branch is paid before the treatment.</summary>
    public static readonly Refusal PaymentDue = new(
        "payment-due",
        "This branch is paid before the treatment: charge it, and let the client pay."
    );

    /// <summary>A visit is not paid while something that was charged is not.</summary>
    public static readonly Refusal ChargeUnpaid = new(
        "charge-unpaid",
        "Something charged is unpaid; record its payment first, or complete the visit as not paid."
    );

    /// <summary>Care, whereabouts and places in the queue are of those who wait.</summary>
    public static readonly Refusal NotWaiting = new("not-waiting", "This client does not wait any more.");

    /// <summary>R-134: a place before somebody who waits for the same doctor, and stands before.</summary>
    public static readonly Refusal NothingToPass = new(
        "nothing-to-pass",
        "Name somebody who waits for the same doctor and stands before this client."
    );

    /// <summary>R-134: the order of the queue holds; the body names who is next.</summary>
    public static readonly Refusal NotNext = new(
        "not-next",
        "Somebody who waits for the same doctor comes first; see to them, or give this client another place in the queue with a reason."
    );

    /// <summary>R-084: an anxious or seriously ill client gets a care note.</summary>
    public static readonly Refusal CareNoteRequired = new(
        "care-note-required",
        "Write a care note for an anxious or seriously ill client.",
        400
    );

    /// <summary>R-258: one open shortage per floor and item.</summary>
    public static readonly Refusal ShortageIsOpen = new(
        "shortage-is-open",
        "This was noted for the floor already and waits to be refilled."
    );

    /// <summary>R-080, AC-10: nobody leaves while the chart is in somebody's hand.</summary>
    public static readonly Refusal ChartIsOut = new(
        "chart-is-out",
        "The chart is with the client or a guide; take it back to the desk first."
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [VisitTables.OneOpenVisit] = VisitIsOpen,
        [VisitTables.OneStandingAssignment] = AlreadyTriaged,
        [VisitTables.ChartEntryOnce] = Refusal.ChangedMeanwhile,
        [VisitTables.ConsentInOrder] = Refusal.ChangedMeanwhile,
        [VisitTables.OneConsentToAPlan] = Refusal.ChangedMeanwhile,
        [VisitTables.OneOpenHandOff] = GreeterNotFree,
        [VisitTables.OneHandOffOfGreeter] = GreeterNotFree,
        [VisitTables.OneOpenShortage] = ShortageIsOpen,
    };
}
