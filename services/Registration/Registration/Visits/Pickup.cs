namespace Clinic.Registration.Visits;

/// <summary>
/// How a client is picked up from the waiting area: the doctor is told, and somebody comes within the minutes of the branch
/// and leads the client into the room.
/// </summary>
public sealed class Pickup
{
    public DateTimeOffset? NotifiedAt { get; private set; }

    /// <summary>Until when somebody has to come.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Nobody came in time, and that was said.</summary>
    public bool Overdue { get; private set; }

    public DateTimeOffset? CollectedAt { get; private set; }
    public Guid? CollectedBy { get; private set; }
    public DateTimeOffset? LedInAt { get; private set; }
    public Guid? LedInBy { get; private set; }

    /// <summary>Seconds from the notice to the collection, rounded up.</summary>
    public int? Seconds =>
        CollectedAt is { } at && NotifiedAt is { } told ? (int)Math.Ceiling(Math.Max(0, (at - told).TotalSeconds)) : null;

    /// <summary>R-074: the doctor was told; R-075: from now on the minutes count.</summary>
    public Refusal? Notify(VisitState state, TimeSpan within, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Triaged) is { } refusal)
            return refusal;

        (NotifiedAt, DueAt) = (now, now + within);
        return null;
    }

    /// <summary>The doctor was taken from the client again: nobody has been told.</summary>
    public void TakeBack() => (NotifiedAt, DueAt, Overdue) = (null, null, false);

    /// <summary>R-075: nobody came in time. False when the client does not wait any more or it was noted before.</summary>
    public bool NoteOverdue(VisitState state)
    {
        if (Overdue || state != VisitState.DoctorNotified)
            return false;

        return Overdue = true;
    }

    /// <summary>R-075: null when this person may collect the client now.</summary>
    /// <param name="mayCollect">The assigned doctor, a nurse of the branch or, where guides collect, a guide.</param>
    public static Refusal? CheckCollection(VisitState state, bool mayCollect) =>
        state.CheckState(VisitState.DoctorNotified) ?? (mayCollect ? null : VisitRefusals.NotTheDoctorOrANurse);

    /// <summary>R-075: somebody came for the client.</summary>
    public void Collect(Guid by, DateTimeOffset now) => (CollectedAt, CollectedBy) = (now, by);

    /// <summary>R-260: led into the room at the call.</summary>
    public Refusal? LeadIn(VisitState state, Guid by, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.DoctorNotified, VisitState.Collected) is { } refusal)
            return refusal;

        (LedInAt, LedInBy) = (now, by);
        return null;
    }
}
