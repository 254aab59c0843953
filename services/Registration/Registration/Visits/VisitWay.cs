namespace Clinic.Registration.Visits;

/// <summary>
/// The way of one visit through the stations: how the branch receives, the enquiry, the registration and the place in
/// the queue.
/// </summary>
public sealed class VisitWay
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

    /// <summary>The stops of this client, in order.</summary>
    public IReadOnlyList<Stop> Stops(bool booked) => StationOrder.Of(Variant, booked, RegistrationFee > 0);

    /// <summary>Checked in: registered with it where nothing else is asked for first.</summary>
    /// <param name="expectedAt">The appointment's time.</param>
    public void Queue(bool booked, DateTimeOffset? expectedAt, Guid by, DateTimeOffset now)
    {
        QueueAt = expectedAt ?? now;
        if (!Stops(booked).Any(stop => stop.Act == StationAct.Registration))
            (RegisteredAt, RegisteredBy) = (now, by);
    }

    /// <summary>R-200: the way of a visit was explained at the enquiry desk or in the duty room.</summary>
    public Refusal? Enquire(VisitState state, Guid by, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Registered) is { } refusal)
            return refusal;

        (EnquiredAt, EnquiredBy) = (now, by);
        return null;
    }

    /// <summary>
    /// registered once what is due before was paid. Without an appointment the place in the queue is that of this moment.
    /// </summary>
    public Refusal? Register(bool booked, Guid by, decimal paid, DateTimeOffset now)
    {
        if (paid < RegistrationFee)
            return VisitRefusals.RegistrationFeeDue;

        (RegisteredAt, RegisteredBy) = (now, by);
        if (!booked)
            QueueAt = now;
        return null;
    }

    /// <summary>R-134: another place in the queue, for a reason that is written down elsewhere.</summary>
    public Refusal? JumpTo(VisitState state, DateTimeOffset place)
    {
        if (state.CheckWaiting() is { } refusal)
            return refusal;

        QueueAt = place;
        return null;
    }
}
