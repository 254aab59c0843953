using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits;

/// <summary>How far a visit is. Being greeted is a fact beside it.</summary>
public enum VisitState
{
    Registered,
    Triaged,
    DoctorNotified,
    Collected,
    Verified,
    Planned,
    PlanDeclined,
    Consented,
    InTreatment,
    Treated,
    ChartReturned,
    Completed,
    Farewelled,
    Voided,
    LeftWithoutTreatment,
}

/// <summary>
/// One client's visit from the door to the farewell (WF-04 to WF-07). It knows the order of its steps, who may take them and how
/// long they took; each step says why not, or changes the state.
/// </summary>
public sealed partial class Visit : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }

    /// <summary>The clinic day of the arrival.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The appointment the client came for, if one was booked for the day.</summary>
    public Guid? AppointmentId { get; init; }

    /// <summary>The accompanied visit that the appointment belongs to, if it does.</summary>
    public Guid? EngagementId { get; init; }

    /// <summary>What all facts of the visit belong to.</summary>
    public Guid CaseId => EngagementId ?? AppointmentId ?? Id;

    public required string TicketCategory { get; init; }
    public int TicketNumber { get; init; }
    public VisitType Type { get; set; }
    public VisitState State { get; private set; }
    public DateTimeOffset ArrivedAt { get; init; }
    public DateTimeOffset CheckedInAt { get; init; }
    public Guid CheckedInBy { get; init; }
    public Guid? DepartmentId { get; private set; }
    public Guid? DoctorId { get; private set; }
    public DateTimeOffset? TriagedAt { get; private set; }
    public Guid? TriagedBy { get; private set; }
    public DateTimeOffset? NotifiedAt { get; private set; }
    public DateTimeOffset? PickupDueAt { get; private set; }
    public bool PickupOverdue { get; private set; }
    public DateTimeOffset? CollectedAt { get; private set; }
    public Guid? CollectedBy { get; private set; }
    public DateTimeOffset? VerifiedAt { get; private set; }
    public DateTimeOffset? PlannedAt { get; private set; }
    public DateTimeOffset? ConsentedAt { get; private set; }
    public DateTimeOffset? TreatedAt { get; private set; }
    public DateOnly? ReturnDate { get; private set; }
    public DateTimeOffset? ChartReturnedAt { get; private set; }
    public Guid? ChartReceivedBy { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public Guid? CompletedBy { get; private set; }
    public bool Purchased { get; private set; }
    public decimal? Charge { get; private set; }
    public string? ChargeCurrency { get; private set; }
    public bool Paid { get; private set; }
    public DateTimeOffset? FarewelledAt { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }
    public string? VoidReasonCode { get; private set; }
    public string? VoidReason { get; private set; }
    public DateTimeOffset? LeftAt { get; private set; }
    public string? LeftReasonCode { get; private set; }

    /// <summary>Set once nothing more of the visit happens today; until then the client has no second one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Version of what was said of the visit's end.</summary>
    public int SaidVersion { get; private set; }

    public uint Version { get; private set; }

    /// <summary>The number called out, for example A007.</summary>
    public string Ticket => $"{TicketCategory}{TicketNumber:D3}";

    /// <summary>Seconds from the notice to the collection, rounded up.</summary>
    public int? CollectionSeconds => CollectedAt is { } at && NotifiedAt is { } told ? WholeSeconds(at - told) : null;

    /// <summary>The step that follows a state, or null when the visit is over.</summary>
    public static string? StepAfter(VisitState state) =>
        state switch
        {
            VisitState.Registered => "triage",
            VisitState.Triaged => "doctor-notification",
            VisitState.DoctorNotified => "collection",
            VisitState.Collected => "identity-check",
            VisitState.Verified => "plan",
            VisitState.Planned => "consent",
            VisitState.Consented or VisitState.InTreatment => "treatment",
            VisitState.Treated or VisitState.PlanDeclined => "chart-return",
            VisitState.ChartReturned => "completion",
            VisitState.Completed => "farewell",
            _ => null,
        };

    /// <summary>Given to a doctor by the triage book.</summary>
    public Refusal? Triage(Guid department, Guid doctor, Guid by, DateTimeOffset now)
    {
        if (State != VisitState.Registered)
            return VisitRefusals.OutOfOrder(State);
        if (Before(StationAct.Triage) is { } first)
            return first;

        DepartmentId = department;
        DoctorId = doctor;
        TriagedAt = now;
        TriagedBy = by;
        State = VisitState.Triaged;
        WaitingSince ??= now;
        return null;
    }

    /// <summary>Taken from a doctor again, as long as nobody collected the client.</summary>
    public Refusal? Untriage()
    {
        if (State is not (VisitState.Triaged or VisitState.DoctorNotified))
            return VisitRefusals.OutOfOrder(State);

        DepartmentId = null;
        DoctorId = null;
        TriagedAt = null;
        TriagedBy = null;
        NotifiedAt = null;
        PickupDueAt = null;
        State = VisitState.Registered;
        PickupOverdue = false;
        Place = null;
        PlacedAt = null;
        PlacedBy = null;
        ExpectedMinutes = null;
        return null;
    }

    /// <summary>R-074: the doctor was told; R-075: from now on the minutes count.</summary>
    public Refusal? Notify(TimeSpan pickup, DateTimeOffset now)
    {
        if (State != VisitState.Triaged)
            return VisitRefusals.OutOfOrder(State);

        (NotifiedAt, PickupDueAt, State) = (now, now + pickup, VisitState.DoctorNotified);
        return null;
    }

    /// <summary>R-075: nobody came in time. False when the client does not wait any more or it was noted before.</summary>
    public bool NotePickupOverdue()
    {
        if (PickupOverdue || State != VisitState.DoctorNotified)
            return false;

        return PickupOverdue = true;
    }

    /// <summary>R-075: the assigned doctor, a nurse of the branch or, where guides collect, a guide leads the client to the room.</summary>
    public Refusal? Collect(Guid by, bool mayCollect, DateTimeOffset now)
    {
        if (State != VisitState.DoctorNotified)
            return VisitRefusals.OutOfOrder(State);
        if (by != DoctorId && !mayCollect)
            return VisitRefusals.NotTheDoctorOrANurse;
        if (Before(StationAct.Collection) is { } first)
            return first;

        CollectedAt = now;
        CollectedBy = by;
        ChartPlace = ChartPlace.WithDoctor;
        AwaySince = null;
        State = VisitState.Collected;
        return null;
    }

    /// <summary>R-076: the identity is compared again; without a match the visit stays where it is.</summary>
    public Refusal? Verify(Guid by, bool isNurse, bool matches, DateTimeOffset now)
    {
        if (State != VisitState.Collected)
            return VisitRefusals.OutOfOrder(State);
        if (by != DoctorId && !isNurse)
            return VisitRefusals.NotTheDoctorOrANurse;
        if (matches)
            (VerifiedAt, State) = (now, VisitState.Verified);
        return null;
    }

    /// <summary>R-076: history, examination and plan by the doctor.</summary>
    public Refusal? Plan(Guid by, DateTimeOffset now)
    {
        if (State != VisitState.Verified)
            return VisitRefusals.OutOfOrder(State);
        if (by != DoctorId)
            return VisitRefusals.NotTheAssignedDoctor;

        (PlannedAt, PlanVersion, State) = (now, 1, VisitState.Planned);
        return null;
    }

    /// <summary>
    /// all five disclosed and understood, then agreed; R-078: or declined, which nobody has to be talked out of first.
    /// </summary>
    public Refusal? Consent(Guid by, bool allDisclosed, bool understood, bool agreed, DateTimeOffset now)
    {
        if (State != VisitState.Planned)
            return VisitRefusals.OutOfOrder(State);
        if (by != DoctorId)
            return VisitRefusals.NotTheAssignedDoctor;
        if (agreed && !allDisclosed)
            return VisitRefusals.DisclosuresIncomplete;
        if (agreed && !understood)
            return VisitRefusals.NotUnderstood;

        (ConsentedAt, State) = (now, agreed ? VisitState.Consented : VisitState.PlanDeclined);
        return null;
    }

    /// <summary>R-079: orders are carried out, by the doctor or a nurse.</summary>
    public Refusal? BeginTreatment(Guid by, bool isNurse)
    {
        if (State is not (VisitState.Consented or VisitState.InTreatment))
            return VisitRefusals.OutOfOrder(State);
        if (by != DoctorId && !isNurse)
            return VisitRefusals.NotTheDoctorOrANurse;

        State = VisitState.InTreatment;
        return null;
    }

    /// <summary>R-079, R-080, R-179: treated; return date and cautions told.</summary>
    public Refusal? Treat(Guid by, DateOnly? returnDate, DateOnly today, DateTimeOffset now)
    {
        if (State is not (VisitState.Consented or VisitState.InTreatment))
            return VisitRefusals.OutOfOrder(State);
        if (by != DoctorId)
            return VisitRefusals.NotTheAssignedDoctor;
        if (returnDate < today)
            return VisitRefusals.ReturnDatePassed;

        (TreatedAt, ReturnDate, State) = (now, returnDate, VisitState.Treated);
        return null;
    }

    /// <summary>R-080: the desk has the chart back.</summary>
    public Refusal? ReceiveChart(Guid by, DateTimeOffset now)
    {
        if (State is not (VisitState.Treated or VisitState.PlanDeclined))
            return VisitRefusals.OutOfOrder(State);

        ChartReturnedAt = now;
        ChartReceivedBy = by;
        ChartPlace = ChartPlace.BackAtDesk;
        State = VisitState.ChartReturned;
        return null;
    }

    /// <summary>R-080: closed only with the chart back; nothing is sold to a client who declined.</summary>
    public Refusal? Complete(Guid by, bool purchased, Money? charge, bool paid, DateTimeOffset now)
    {
        if (State != VisitState.ChartReturned)
            return VisitRefusals.OutOfOrder(State);
        if (purchased && TreatedAt is null)
            return VisitRefusals.PlanWasDeclined;

        CompletedAt = now;
        CompletedBy = by;
        ClosedAt = now;
        State = VisitState.Completed;
        SaidVersion = 1;
        Purchased = purchased;
        Charge = charge?.Amount;
        ChargeCurrency = charge?.Currency;
        Paid = paid;
        return null;
    }

    /// <summary>The client is seen off.</summary>
    public Refusal? Farewell(DateTimeOffset now)
    {
        if (State != VisitState.Completed)
            return VisitRefusals.OutOfOrder(State);

        (FarewelledAt, State) = (now, VisitState.Farewelled);
        return null;
    }

    /// <summary>Takes a completed visit back that was entered by mistake.</summary>
    public Refusal? Void(string reasonCode, string reason, DateTimeOffset now)
    {
        if (State is not (VisitState.Completed or VisitState.Farewelled))
            return VisitRefusals.OutOfOrder(State);

        VoidedAt = now;
        VoidReasonCode = reasonCode;
        VoidReason = reason;
        State = VisitState.Voided;
        SaidVersion = 2;
        return null;
    }

    /// <summary>The client went before anyone collected them.</summary>
    public Refusal? Leave(string reasonCode, DateTimeOffset now)
    {
        if (!IsWaiting)
            return VisitRefusals.OutOfOrder(State);
        if (ChartPlace is ChartPlace.WithClient or ChartPlace.WithGuide)
            return VisitRefusals.ChartIsOut;

        LeftAt = now;
        LeftReasonCode = reasonCode;
        ClosedAt = now;
        State = VisitState.LeftWithoutTreatment;
        return null;
    }

    /// <summary>Each person who acted and in which part, for those who count work.</summary>
    /// <param name="greetedBy">Who greeted at the door.</param>
    public IReadOnlyList<Served> ServedBy(Guid? greetedBy) =>
        [
            .. new (Guid? Who, ServicePart Part)[]
            {
                (CheckedInBy, ServicePart.Reception),
                (greetedBy, ServicePart.Greeting),
                (TriagedBy, ServicePart.Triage),
                (CollectedBy, ServicePart.Collection),
                (TreatedAt is null ? null : DoctorId, ServicePart.Treatment),
                (ChartReceivedBy, ServicePart.ChartReception),
                (CompletedBy, ServicePart.CheckOut),
            }
                .Where(pair => pair.Who is not null)
                .Select(pair => new Served(pair.Who!.Value, pair.Part)),
        ];

    static int WholeSeconds(TimeSpan span) => (int)Math.Ceiling(Math.Max(0, span.TotalSeconds));
}
