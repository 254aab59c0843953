namespace Clinic.Registration.Visits;

/// <summary>Where a client who has a doctor was led.</summary>
public enum WaitingPlace
{
    Direct,
    Waiting,
    FirstVisits,
    ReturnVisits,
}

/// <summary>Where the chart is.</summary>
public enum ChartPlace
{
    AtDesk,
    WithClient,
    WithGuide,
    WithDoctor,
    BackAtDesk,
    Archived,
}

/// <summary>The waiting of a visit, its care, and where its chart is meanwhile.</summary>
public sealed partial class Visit
{
    /// <summary>The first triage; another doctor later does not begin the waiting anew.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    public WaitingPlace? Place { get; private set; }
    public DateTimeOffset? PlacedAt { get; private set; }
    public Guid? PlacedBy { get; private set; }

    /// <summary>What the client was told, in minutes .</summary>
    public int? ExpectedMinutes { get; private set; }

    public bool WaitedTooLong { get; private set; }
    public DateTimeOffset? FirstServedAt { get; private set; }
    public DateTimeOffset? ComfortedAt { get; private set; }

    /// <summary>R-302: out of the attendant's sight since.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    public DateTimeOffset? LedInAt { get; private set; }
    public Guid? LedInBy { get; private set; }
    public ChartPlace ChartPlace { get; private set; }

    /// <summary>Nobody collected the client yet.</summary>
    public bool IsWaiting => State <= VisitState.DoctorNotified;

    /// <summary>R-315, R-316, R-325: led to the room when the doctor is free, else to the area, and told how long it takes.</summary>
    public Refusal? LeadTo(WaitingPlace place, int minutes, Guid by, DateTimeOffset now)
    {
        if (State is not (VisitState.Triaged or VisitState.DoctorNotified))
            return VisitRefusals.OutOfOrder(State);
        if (Before(StationAct.Guidance) is { } first)
            return first;

        Place = place;
        PlacedAt = now;
        PlacedBy = by;
        ExpectedMinutes = minutes;
        return null;
    }

    /// <summary>
    /// waits longer than the branch leaves a client without comfort. False when the client does not wait any more.
    /// </summary>
    public bool NoteWaitTooLong()
    {
        if (!IsWaiting || WaitingSince is null)
            return false;

        return WaitedTooLong = true;
    }

    /// <summary>R-259: something was served; the first time is measured.</summary>
    public Refusal? Served(DateTimeOffset now)
    {
        if (!IsWaiting)
            return VisitRefusals.NotWaiting;

        FirstServedAt ??= now;
        return null;
    }

    /// <summary>R-084, R-259: somebody looked after the client.</summary>
    public Refusal? Comforted(DateTimeOffset now)
    {
        if (!IsWaiting)
            return VisitRefusals.NotWaiting;

        ComfortedAt = now;
        return null;
    }

    /// <summary>R-302: the client is out of sight, or back again.</summary>
    public Refusal? Wander(bool away, DateTimeOffset now)
    {
        if (!IsWaiting)
            return VisitRefusals.NotWaiting;

        AwaySince = away ? AwaySince ?? now : null;
        return null;
    }

    /// <summary>R-260: led into the room at the call. Where guides collect, this is the collection .</summary>
    public Refusal? LeadIn(Guid by, bool guidesCollect, DateTimeOffset now)
    {
        if (State is not (VisitState.DoctorNotified or VisitState.Collected))
            return VisitRefusals.OutOfOrder(State);
        if (guidesCollect && State == VisitState.DoctorNotified && Collect(by, mayCollect: true, now) is { } refusal)
            return refusal;

        (LedInAt, LedInBy) = (now, by);
        return null;
    }

    /// <summary>AC-10: the chart changes hands before the doctor has it.</summary>
    public Refusal? HandChart(ChartPlace to)
    {
        if (!IsWaiting)
            return VisitRefusals.OutOfOrder(State);

        ChartPlace = to;
        return null;
    }

    /// <summary>The chart is put away.</summary>
    public Refusal? ArchiveChart()
    {
        if (ChartPlace == ChartPlace.Archived)
            return null;
        if (State is not (VisitState.Completed or VisitState.Farewelled))
            return VisitRefusals.OutOfOrder(State);

        ChartPlace = ChartPlace.Archived;
        return null;
    }
}
