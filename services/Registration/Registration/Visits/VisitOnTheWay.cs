namespace Clinic.Registration.Visits;

/// <summary>The stations of a visit, its registration and its place in the queue.</summary>
public sealed partial class Visit
{
    /// <summary>How the branch received when the client came.</summary>
    public ReceptionVariant Variant { get; init; } = ReceptionVariant.Clinic;

    /// <summary>What is paid before triage; 0 for nothing .</summary>
    public decimal RegistrationFee { get; init; }

    public DateTimeOffset? EnquiredAt { get; private set; }
    public Guid? EnquiredBy { get; private set; }
    public DateTimeOffset? RegisteredAt { get; private set; }
    public Guid? RegisteredBy { get; private set; }

    /// <summary>
    /// The place in the queue: the appointment's time, else the registration's, unless somebody gave a reason for another.
    /// </summary>
    public DateTimeOffset QueueAt { get; private set; }

    /// <summary>The stops of this client.</summary>
    public IReadOnlyList<Stop> Way() => StationOrder.Of(Variant, AppointmentId is not null, RegistrationFee > 0);

    /// <summary>When a stop was passed; the door and the seat are facts of the arrival.</summary>
    public DateTimeOffset? PassedAt(StationAct act) =>
        act switch
        {
            StationAct.Enquiry => EnquiredAt,
            StationAct.Registration => RegisteredAt,
            StationAct.Triage => TriagedAt,
            StationAct.Guidance => PlacedAt,
            StationAct.Collection => CollectedAt,
            StationAct.Formalities => CompletedAt,
            _ => ArrivedAt,
        };

    /// <summary>Null when every stop before this act was passed, else the one that is due .</summary>
    public Refusal? Before(StationAct act)
    {
        var way = Way();
        if (way.All(stop => stop.Act != act))
            return null;
        var due = way.TakeWhile(stop => stop.Act != act).FirstOrDefault(stop => PassedAt(stop.Act) is null);
        return due is null ? null : VisitRefusals.StationFirst(due);
    }

    /// <summary>Checked in: registered with it where nothing else is asked for first.</summary>
    /// <param name="expectedAt">The appointment's time.</param>
    public void Queue(DateTimeOffset? expectedAt, Guid by, DateTimeOffset now)
    {
        QueueAt = expectedAt ?? now;
        if (!Way().Any(stop => stop.Act == StationAct.Registration))
            (RegisteredAt, RegisteredBy) = (now, by);
    }

    /// <summary>R-200: the way of a visit was explained at the enquiry desk or in the duty room.</summary>
    public Refusal? Enquire(Guid by, DateTimeOffset now)
    {
        if (State != VisitState.Registered)
            return VisitRefusals.OutOfOrder(State);

        (EnquiredAt, EnquiredBy) = (now, by);
        return null;
    }

    /// <summary>
    /// registered, and what is due before was paid. Without an appointment the place in the queue is that of this moment.
    /// </summary>
    public Refusal? Register(Guid by, decimal paid, DateTimeOffset now)
    {
        if (State > VisitState.DoctorNotified)
            return VisitRefusals.OutOfOrder(State);
        if (Before(StationAct.Registration) is { } first)
            return first;
        if (paid < RegistrationFee)
            return VisitRefusals.RegistrationFeeDue;

        (RegisteredAt, RegisteredBy) = (now, by);
        if (AppointmentId is null)
            QueueAt = now;
        return null;
    }

    /// <summary>R-134: another place in the queue, for a reason that is written down elsewhere.</summary>
    public Refusal? JumpTo(DateTimeOffset place)
    {
        if (!IsWaiting)
            return VisitRefusals.NotWaiting;

        QueueAt = place;
        return null;
    }
}
