namespace Clinic.Registration.Visits.Arrivals;

/// <summary>What somebody at the door came for; a visitor is not treated.</summary>
public enum VisitorKind
{
    First,
    Return,
    Visitor,
}

/// <summary>Led all the way, or shown the way .</summary>
public enum Guiding
{
    Led,
    Directed,
}

/// <summary>
/// Somebody at the door, before anyone knows who it is (WF-04). Once identified, the visit has the arrival's id. Every visit has
/// an arrival, also one whose door nobody noted.
/// </summary>
public sealed class Arrival : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The clinic day.</summary>
    public DateOnly Day { get; init; }

    public DateTimeOffset ArrivedAt { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public Guid RecordedBy { get; init; }

    /// <summary>The seconds the branch allowed when the client came.</summary>
    public int LimitSeconds { get; init; }

    public DateTimeOffset? GreetedAt { get; private set; }
    public Guid? GreetedBy { get; private set; }
    public int? GreetingSeconds { get; private set; }
    public bool GreetingLate { get; private set; }
    public VisitorKind? Kind { get; private set; }
    public Guid? AskedBy { get; private set; }

    /// <summary>Seen at the door or known from the chart; more may be known after the check-in .</summary>
    public bool MobilityImpaired { get; private set; }

    public Guiding? Guiding { get; private set; }
    public DateTimeOffset? LedAt { get; private set; }
    public Guid? LedBy { get; private set; }
    public DateTimeOffset? SeatedAt { get; private set; }
    public Guid? SeatedBy { get; private set; }

    /// <summary>R-072: the desk ticked that the name was asked.</summary>
    public bool NameAsked { get; private set; }

    /// <summary>R-072: the desk ticked that the appointment was looked up.</summary>
    public bool AppointmentLookedUp { get; private set; }

    public Guid? TickedBy { get; private set; }
    public DateTimeOffset? TickedAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>The last instant of a greeting in time.</summary>
    public DateTimeOffset GreetingDueAt => ArrivedAt.AddSeconds(LimitSeconds);

    /// <summary>A-77: noted later than it happened, so that the seconds are somebody's memory.</summary>
    public bool EnteredAfterwards => RecordedAt > ArrivedAt;

    /// <summary>R-071: greeted, and late when it took longer than the branch allows.</summary>
    public void Greet(Guid by, DateTimeOffset now)
    {
        (GreetedAt, GreetedBy, GreetingSeconds) = (now, by, SecondsUntil(now));
        GreetingLate = GreetingLate || now > GreetingDueAt;
    }

    /// <summary>R-071: nobody greeted in time. False when somebody did or it was noted before.</summary>
    public bool NoteGreetingLate()
    {
        if (GreetingLate || GreetedAt <= GreetingDueAt)
            return false;

        return GreetingLate = true;
    }

    /// <summary>Whole seconds from the arrival on, rounded up.</summary>
    public int SecondsUntil(DateTimeOffset at) => (int)Math.Ceiling(Math.Max(0, (at - ArrivedAt).TotalSeconds));

    /// <summary>Asked whether it is the first visit; whoever knows better later says so again.</summary>
    public Refusal? Ask(VisitorKind kind, bool walksBadly, Guid by)
    {
        if (GreetedAt is null)
            return VisitRefusals.ArrivalStepFirst("greeting");

        (Kind, AskedBy) = (kind, by);
        MobilityImpaired |= walksBadly;
        return null;
    }

    /// <summary>R-072: what the desk asked and looked up; what was ticked stays ticked.</summary>
    public void TickReception(bool nameAsked, bool appointmentLookedUp, Guid by, DateTimeOffset now)
    {
        NameAsked |= nameAsked;
        AppointmentLookedUp |= appointmentLookedUp;
        (TickedBy, TickedAt) = (by, now);
    }

    /// <summary>R-255: first-visit clients are led to registration, returning ones are shown to the floor where they register.</summary>
    public Refusal? Lead(Guid by, DateTimeOffset now)
    {
        if (Kind is null)
            return VisitRefusals.ArrivalStepFirst("visit-type");

        (Guiding, LedAt, LedBy) = (Kind == VisitorKind.Return ? Arrivals.Guiding.Directed : Arrivals.Guiding.Led, now, by);
        return null;
    }

    /// <summary>R-314: seated, once nobody is still on the way to take over.</summary>
    public Refusal? Seat(Guid by, bool handOffIsOpen, DateTimeOffset now)
    {
        if (LedAt is null)
            return VisitRefusals.ArrivalStepFirst("lead");
        if (handOffIsOpen)
            return VisitRefusals.ArrivalStepFirst("hand-off acceptance");

        (SeatedAt, SeatedBy) = (now, by);
        return null;
    }
}
