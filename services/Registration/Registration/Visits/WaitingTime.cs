namespace Clinic.Registration.Visits;

/// <summary>Where a client who has a doctor was led.</summary>
public enum WaitingPlace
{
    Direct,
    Waiting,
    FirstVisits,
    ReturnVisits,
}

/// <summary>How long and where a client waits, and how the client is looked after meanwhile .</summary>
public sealed class WaitingTime
{
    /// <summary>The first triage; another doctor later does not begin the waiting anew.</summary>
    public DateTimeOffset? Since { get; private set; }

    public WaitingPlace? Place { get; private set; }
    public DateTimeOffset? PlacedAt { get; private set; }
    public Guid? PlacedBy { get; private set; }

    /// <summary>What the client was told, in minutes .</summary>
    public int? ExpectedMinutes { get; private set; }

    /// <summary>R-259: nobody came for longer than the branch leaves a client without comfort.</summary>
    public bool TooLong { get; private set; }

    public DateTimeOffset? FirstServedAt { get; private set; }
    public DateTimeOffset? ComfortedAt { get; private set; }

    /// <summary>R-302: out of the attendant's sight since.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    /// <summary>The client has a doctor: the waiting begins, unless it began with another doctor.</summary>
    public void Begin(DateTimeOffset now) => Since ??= now;

    /// <summary>R-315, R-316, R-325: led to the room when the doctor is free, else to the area, and told how long it takes.</summary>
    public void LeadTo(WaitingPlace place, int minutes, Guid by, DateTimeOffset now)
    {
        (Place, ExpectedMinutes) = (place, minutes);
        (PlacedAt, PlacedBy) = (now, by);
    }

    /// <summary>The doctor was taken from the client again, and the place that was chosen for that doctor with it.</summary>
    public void LeavePlace()
    {
        (Place, ExpectedMinutes) = (null, null);
        (PlacedAt, PlacedBy) = (null, null);
    }

    /// <summary>
    /// waits longer than the branch leaves a client without comfort. False when the client does not wait any more.
    /// </summary>
    public bool NoteTooLong(VisitState state)
    {
        if (!state.IsWaiting() || Since is null)
            return false;

        return TooLong = true;
    }

    /// <summary>R-259: something was served; the first time is measured.</summary>
    public Refusal? Serve(VisitState state, DateTimeOffset now)
    {
        if (state.CheckWaiting() is { } refusal)
            return refusal;

        FirstServedAt ??= now;
        return null;
    }

    /// <summary>R-084, R-259: somebody looked after the client.</summary>
    public Refusal? Comfort(VisitState state, DateTimeOffset now)
    {
        if (state.CheckWaiting() is { } refusal)
            return refusal;

        ComfortedAt = now;
        return null;
    }

    /// <summary>R-302: the client is out of sight, or back again.</summary>
    public Refusal? Wander(VisitState state, bool away, DateTimeOffset now)
    {
        if (state.CheckWaiting() is { } refusal)
            return refusal;

        AwaySince = away ? AwaySince ?? now : null;
        return null;
    }

    /// <summary>The client was collected: nobody is out of sight in the room.</summary>
    public void End() => AwaySince = null;
}
