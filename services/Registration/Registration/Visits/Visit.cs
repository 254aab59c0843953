using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits;

/// <summary>
/// One client's visit from the door to the farewell (WF-04 to WF-07). It leads from state to state; when a step is due, who may take it
/// and what is kept of it are the rules of its parts. Each step says why not, or changes the state.
/// </summary>
public sealed class Visit : IBranchScoped, IVersioned
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

    public required string TicketCategory { get; init; }
    public int TicketNumber { get; init; }
    public VisitType Type { get; set; }
    public DateTimeOffset? TypeConfirmedAt { get; private set; }
    public Guid? TypeConfirmedBy { get; private set; }
    public VisitState State { get; private set; }
    public DateTimeOffset ArrivedAt { get; init; }
    public DateTimeOffset CheckedInAt { get; init; }
    public Guid CheckedInBy { get; init; }
    public Guid? DepartmentId { get; private set; }
    public Guid? DoctorId { get; private set; }
    public DateTimeOffset? TriagedAt { get; private set; }
    public Guid? TriagedBy { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Set once nothing more of the visit happens today; until then the client has no second one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Version of what was said of the visit's end.</summary>
    public int EventVersion { get; private set; }

    public uint Version { get; private set; }

    public VisitWay Way { get; init; } = new();
    public WaitingTime Waiting { get; private set; } = new();
    public Pickup Pickup { get; private set; } = new();
    public ChartCustody Chart { get; private set; } = new();
    public Treatment Treatment { get; private set; } = new();
    public CheckOut CheckOut { get; private set; } = new();
    public Leaving Leaving { get; private set; } = new();
    public Voiding Voiding { get; private set; } = new();

    /// <summary>What all facts of the visit belong to.</summary>
    public Guid CaseId => EngagementId ?? AppointmentId ?? Id;

    /// <summary>The number called out, for example A007.</summary>
    public string Ticket => $"{TicketCategory}{TicketNumber:D3}";

    /// <summary>The client came for an appointment.</summary>
    public bool IsBooked => AppointmentId is not null;

    /// <summary>Nobody collected the client yet.</summary>
    public bool IsWaiting => State.IsWaiting();

    /// <summary>The stops of this client, and which were passed.</summary>
    public StopsOfVisit Stops() => new(this);

    /// <summary>Checked in: registered with it where nothing else is asked for first.</summary>
    /// <param name="expectedAt">The appointment's time.</param>
    public void EnterQueue(DateTimeOffset? expectedAt, Guid by, DateTimeOffset now) => Way.Queue(IsBooked, expectedAt, by, now);

    /// <summary>R-200: the way of a visit was explained at the enquiry desk or in the duty room.</summary>
    public Refusal? Enquire(Guid by, DateTimeOffset now) => Way.Enquire(State, by, now);

    /// <summary>R-200, R-202: registered before the collection, after the stops that come first.</summary>
    public Refusal? Register(Guid by, decimal paid, DateTimeOffset now) =>
        State.CheckUncollected() ?? Stops().CheckStopsBefore(StationAct.Registration) ?? Way.Register(IsBooked, by, paid, now);

    /// <summary>R-134: another place in the queue, for a reason that is written down elsewhere.</summary>
    public Refusal? JumpTo(DateTimeOffset place) => Way.JumpTo(State, place);

    /// <summary>RPT-03: a person says whether it is a first or a return visit.</summary>
    public Refusal? ConfirmType(VisitType type, Guid by, DateTimeOffset now)
    {
        if (State == VisitState.Voided)
            return VisitRefusals.OutOfOrder(State);

        (Type, TypeConfirmedBy, TypeConfirmedAt) = (type, by, now);
        return null;
    }

    /// <summary>Given to a doctor by the triage book.</summary>
    public Refusal? Triage(Guid department, Guid doctor, Guid by, DateTimeOffset now)
    {
        if ((State.CheckState(VisitState.Registered) ?? Stops().CheckStopsBefore(StationAct.Triage)) is { } refusal)
            return refusal;

        (DepartmentId, DoctorId) = (department, doctor);
        (TriagedAt, TriagedBy) = (now, by);
        Waiting.Begin(now);
        return MoveTo(VisitState.Triaged);
    }

    /// <summary>Taken from a doctor again, as long as nobody collected the client.</summary>
    public Refusal? Untriage()
    {
        if (State.CheckState(VisitState.Triaged, VisitState.DoctorNotified) is { } refusal)
            return refusal;

        (DepartmentId, DoctorId) = (null, null);
        (TriagedAt, TriagedBy) = (null, null);
        Pickup.TakeBack();
        Waiting.LeavePlace();
        return MoveTo(VisitState.Registered);
    }

    /// <summary>R-315, R-316, R-325: led to the room when the doctor is free, else to the area, and told how long it takes.</summary>
    public Refusal? LeadTo(WaitingPlace place, int minutes, Guid by, DateTimeOffset now)
    {
        if (
            (State.CheckState(VisitState.Triaged, VisitState.DoctorNotified) ?? Stops().CheckStopsBefore(StationAct.Guidance)) is
            { } refusal
        )
            return refusal;

        Waiting.LeadTo(place, minutes, by, now);
        return null;
    }

    /// <summary>R-259: waits too long without comfort. False when the client does not wait any more.</summary>
    public bool NoteWaitTooLong() => Waiting.NoteTooLong(State);

    /// <summary>R-259: something was served.</summary>
    public Refusal? Serve(DateTimeOffset now) => Waiting.Serve(State, now);

    /// <summary>R-084, R-259: somebody looked after the client.</summary>
    public Refusal? Comfort(DateTimeOffset now) => Waiting.Comfort(State, now);

    /// <summary>R-302: the client is out of sight, or back again.</summary>
    public Refusal? NoteAway(bool away, DateTimeOffset now) => Waiting.Wander(State, away, now);

    /// <summary>AC-10: the chart changes hands before the doctor has it.</summary>
    public Refusal? HandChart(ChartPlace to) => Chart.HandTo(State, to);

    /// <summary>R-074: the doctor was told; R-075: from now on the minutes count.</summary>
    public Refusal? Notify(TimeSpan pickup, DateTimeOffset now) => Pickup.Notify(State, pickup, now) ?? MoveTo(VisitState.DoctorNotified);

    /// <summary>R-075: nobody came in time. False when the client does not wait any more or it was noted before.</summary>
    public bool NotePickupOverdue() => Pickup.NoteOverdue(State);

    /// <summary>R-075: the assigned doctor, a nurse of the branch or, where guides collect, a guide leads the client to the room.</summary>
    public Refusal? Collect(Guid by, bool mayCollect, DateTimeOffset now)
    {
        if ((Pickup.CheckCollection(State, by == DoctorId || mayCollect) ?? Stops().CheckStopsBefore(StationAct.Collection)) is { } refusal)
            return refusal;

        Pickup.Collect(by, now);
        Chart.GoToDoctor();
        Waiting.End();
        return MoveTo(VisitState.Collected);
    }

    /// <summary>R-260: led into the room at the call. Where guides collect, this is the collection .</summary>
    public Refusal? LeadIn(Guid by, bool guidesCollect, DateTimeOffset now)
    {
        if (guidesCollect && State == VisitState.DoctorNotified && Collect(by, mayCollect: true, now) is { } refusal)
            return refusal;

        return Pickup.LeadIn(State, by, now);
    }

    /// <summary>R-076: the identity is compared again; without a match the visit stays where it is.</summary>
    public Refusal? Verify(Guid by, bool isNurse, bool matches, DateTimeOffset now) =>
        Treatment.Verify(State, by == DoctorId || isNurse, matches, now) ?? MoveTo(matches ? VisitState.Verified : State);

    /// <summary>R-076: history, examination and plan by the doctor.</summary>
    public Refusal? Plan(Guid by, DateTimeOffset now) => Treatment.Plan(State, by == DoctorId, now) ?? MoveTo(VisitState.Planned);

    /// <summary>R-092, WF-43: another plan, to which nobody has agreed yet.</summary>
    public Refusal? RevisePlan(Guid by) => Treatment.RevisePlan(State, by == DoctorId) ?? MoveTo(VisitState.Planned);

    /// <summary>R-077, R-136: the client agrees to the plan, or declines it .</summary>
    public Refusal? Consent(Guid by, bool allDisclosed, bool understood, bool agreed, DateTimeOffset now) =>
        Treatment.Consent(State, by == DoctorId, allDisclosed, understood, agreed, now)
        ?? MoveTo(agreed ? VisitState.Consented : VisitState.PlanDeclined);

    /// <summary>WF-43: the client took the consent back; without a new one there is no treatment .</summary>
    public Refusal? WithdrawConsent(Guid by) => Treatment.LoseConsent(State, by == DoctorId) ?? MoveTo(VisitState.Planned);

    /// <summary>R-079: orders are carried out, by the doctor or a nurse.</summary>
    public Refusal? BeginTreatment(Guid by, bool isNurse) =>
        Treatment.CheckOrder(State, by == DoctorId || isNurse) ?? MoveTo(VisitState.InTreatment);

    /// <summary>R-079, R-080, R-179: treated; return date and cautions told.</summary>
    public Refusal? EndTreatment(Guid by, DateOnly? returnDate, DateOnly today, DateTimeOffset now) =>
        Treatment.End(State, by == DoctorId, returnDate, today, now) ?? MoveTo(VisitState.Treated);

    /// <summary>R-080: the desk has the chart back.</summary>
    public Refusal? ReceiveChart(Guid by, DateTimeOffset now) => Chart.Receive(State, by, now) ?? MoveTo(VisitState.ChartReturned);

    /// <summary>R-080: closed only with the chart back; nothing is sold to a client who declined.</summary>
    public Refusal? Complete(Guid by, bool purchased, Money? charge, bool paid, DateTimeOffset now)
    {
        if (CheckOut.Complete(State, Treatment.EndedAt is not null, by, purchased, charge, paid) is { } refusal)
            return refusal;

        (CompletedAt, ClosedAt, EventVersion) = (now, now, 1);
        return MoveTo(VisitState.Completed);
    }

    /// <summary>The client is seen off.</summary>
    public Refusal? Farewell(DateTimeOffset now) => Leaving.Farewell(State, now) ?? MoveTo(VisitState.Farewelled);

    /// <summary>The chart is put away.</summary>
    public Refusal? ArchiveChart() => Chart.Archive(State);

    /// <summary>Takes a completed visit back that was entered by mistake.</summary>
    public Refusal? Void(string reasonCode, string reason, DateTimeOffset now)
    {
        if (Voiding.Void(State, reasonCode, reason, now) is { } refusal)
            return refusal;

        EventVersion = 2;
        return MoveTo(VisitState.Voided);
    }

    /// <summary>The client went before anyone collected them.</summary>
    public Refusal? Leave(string reasonCode, DateTimeOffset now)
    {
        if (Leaving.Leave(State, Chart.IsOut, reasonCode, now) is { } refusal)
            return refusal;

        ClosedAt = now;
        return MoveTo(VisitState.LeftWithoutTreatment);
    }

    Refusal? MoveTo(VisitState next)
    {
        State = next;
        return null;
    }
}
