namespace Clinic.Escort.Engagements;

/// <summary>The escort's part: preparation, the day, and what follows it.</summary>
public sealed partial class Engagement
{
    /// <summary>Counts second confirmations; an amendment or another escort asks for one more.</summary>
    public int Reconfirmations { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }
    public int? MinutesLate { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? ReportDueAt { get; private set; }
    public bool ReportOverdue { get; private set; }
    public DateTimeOffset? InterruptedAt { get; private set; }
    public DateTimeOffset? FeeSettledAt { get; private set; }
    public string? InvoiceNumber { get; private set; }
    public DateTimeOffset? ReportedAt { get; private set; }
    public bool? ReportOnTime { get; private set; }
    public DateTimeOffset? FollowedUpAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>R-011: basics, care needs and history are recorded.</summary>
    public Refusal? Prepare(DateTimeOffset now)
    {
        if (State != EngagementState.Assigned)
            return EngagementRefusals.OutOfOrder(State);

        (PreparationStartedAt, State) = (now, EngagementState.Preparing);
        return null;
    }

    /// <summary>R-012, R-013: ready once there is an appointment and a route through the hospital.</summary>
    public Refusal? MakeReady(bool hasAppointment, DateTimeOffset now)
    {
        if (State != EngagementState.Preparing)
            return EngagementRefusals.OutOfOrder(State);
        if (!hasAppointment)
            return EngagementRefusals.AppointmentMissing;

        (ReadyAt, State) = (now, EngagementState.Ready);
        return null;
    }

    /// <summary>R-025: time and place are confirmed a second time, not too long before.</summary>
    public Refusal? Reconfirm(DateTimeOffset startsAt, string place, bool hasAppointment, TimeSpan before, DateTimeOffset now)
    {
        if (State != EngagementState.Ready)
            return EngagementRefusals.OutOfOrder(State);
        if (!hasAppointment)
            return EngagementRefusals.AppointmentMissing;
        if (startsAt != StartsAt || place != Place)
            return EngagementRefusals.ReconfirmationDiffers;
        if (now < StartsAt - before)
            return EngagementRefusals.ReconfirmedTooEarly;

        (ReconfirmedAt, State) = (now, EngagementState.Reconfirmed);
        Reconfirmations++;
        return null;
    }

    /// <summary>R-025: the appointment moved or is gone, so that what was confirmed has to be confirmed again.</summary>
    public void Unconfirm()
    {
        if (State == EngagementState.Reconfirmed)
            (ReconfirmedAt, State) = (null, EngagementState.Ready);
    }

    /// <summary>R-014: the escort met the client; every minute begun after the agreed time counts.</summary>
    public Refusal? Start(DateTimeOffset arrived)
    {
        if (State != EngagementState.Reconfirmed)
            return EngagementRefusals.OutOfOrder(State);

        (StartedAt, State) = (arrived, EngagementState.InService);
        MinutesLate = (int)Math.Ceiling(Math.Max(0, (arrived - StartsAt!.Value).TotalMinutes));
        return null;
    }

    /// <summary>R-019: papers in order, cautions explained; R-041: from now on the hours for the report count.</summary>
    public Refusal? End(bool inOrder, bool explained, TimeSpan reportWithin, DateTimeOffset now)
    {
        if (State != EngagementState.InService)
            return EngagementRefusals.OutOfOrder(State);
        if (!inOrder || !explained)
            return EngagementRefusals.ClosingIncomplete;

        (EndedAt, ReportDueAt, State) = (now, now + reportWithin, EngagementState.ServiceEnded);
        return null;
    }

    /// <summary>WF-01 14: broken off; it is over with this.</summary>
    public Refusal? Interrupt(DateTimeOffset now)
    {
        if (State != EngagementState.InService)
            return EngagementRefusals.OutOfOrder(State);

        (InterruptedAt, State) = (now, EngagementState.Interrupted);
        return null;
    }

    /// <summary>R-027: the agreed fee is settled; a fee that was collected has an invoice.</summary>
    public Refusal? SettleFee(Money paid, string? invoice, DateTimeOffset now)
    {
        if (State != EngagementState.ServiceEnded)
            return EngagementRefusals.OutOfOrder(State);
        if (paid != new Money(Fee!.Value, FeeCurrency!))
            return EngagementRefusals.FeeDiffers;

        (FeeSettledAt, InvoiceNumber) = (now, invoice);
        GoOn();
        return null;
    }

    /// <summary>R-028: one report; R-041: on time until the instant it is due, that instant included. Before or after the fee.</summary>
    public Refusal? Report(DateTimeOffset now)
    {
        if (State is not (EngagementState.ServiceEnded or EngagementState.FeeSettled))
            return EngagementRefusals.OutOfOrder(State);

        (ReportedAt, ReportOnTime) = (now, now <= ReportDueAt);
        GoOn();
        return null;
    }

    /// <summary>R-041: no report in time. False when it is there or it was noted before.</summary>
    public bool NoteReportOverdue()
    {
        if (ReportOverdue || ReportedAt is not null || EndedAt is null)
            return false;

        return ReportOverdue = true;
    }

    /// <summary>WF-01 18: the client's opinion is collected and passed on.</summary>
    public Refusal? FollowUp(DateTimeOffset now)
    {
        if (State != EngagementState.Reported)
            return EngagementRefusals.OutOfOrder(State);

        (FollowedUpAt, State) = (now, EngagementState.FollowedUp);
        return null;
    }

    /// <summary>R-021: filed for good; the escort sees it no more.</summary>
    public Refusal? Archive(DateTimeOffset now)
    {
        if (State != EngagementState.FollowedUp)
            return EngagementRefusals.OutOfOrder(State);

        (ArchivedAt, State) = (now, EngagementState.Archived);
        return null;
    }

    // Fee and report come in either order; it goes on when both are there.
    void GoOn() =>
        State = (FeeSettledAt, ReportedAt) switch
        {
            (null, _) => EngagementState.ServiceEnded,
            (_, null) => EngagementState.FeeSettled,
            _ => EngagementState.Reported,
        };
}
