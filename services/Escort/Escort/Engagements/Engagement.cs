namespace Clinic.Escort.Engagements;

/// <summary>
/// One client accompanied by an escort, from the first call to the archive (WF-01). It knows the order of its steps; each step
/// says why not, or changes the state and the part it is about. The client's words are pages of its file (<see cref="FilePage"/>), not
/// here.
/// </summary>
public sealed class Engagement : IBranchScoped, IVersioned, IHasSealedTexts
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public EngagementState State { get; private set; }
    public uint Version { get; private set; }

    public InquiryChannel Channel { get; init; }
    public DateTimeOffset InquiredAt { get; init; }
    public Guid InquiredBy { get; init; }
    public Handover Handover { get; init; } = new();
    public DateTimeOffset? DeclinedAt { get; private set; }

    public Guid? ClientId { get; private set; }
    public Need Need { get; private init; } = new();
    public TimeAndPlace TimeAndPlace { get; private init; } = new();

    public string? AgreementNumber { get; private set; }
    public Agreement Agreement { get; private init; } = new();
    public AgreedFee Fee { get; private init; } = new();
    public string? InvoiceNumber { get; private set; }

    public Guid? EscortId { get; private set; }
    public Assignment Assignment { get; private init; } = new();
    public SecondConfirmation Confirmation { get; private init; } = new();

    public ServiceDay Day { get; private init; } = new();
    public ServiceReport Report { get; private init; } = new();
    public ConcernCount Concerns { get; private init; } = new();
    public DateTimeOffset? FollowedUpAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Its own, because a client is known only once the need is confirmed.</summary>
    public Guid SubjectId => Id;

    /// <summary>R-051: an escort sees an engagement from the assignment until it is archived or over.</summary>
    public bool IsWith(Guid person) => EscortId == person && EngagementStates.WithEscort.Contains(State);

    /// <summary>R-023: the inquiry goes to a lead.</summary>
    public Refusal? HandToLead(Guid lead, DateTimeOffset now)
    {
        if (CheckState(EngagementState.Inquired) is { } refusal)
            return refusal;
        Handover.GiveTo(lead, now);
        return MoveTo(EngagementState.HandedToLead);
    }

    /// <summary>R-023: nobody handed it over in time. False when it waits no more or it was noted before.</summary>
    public bool NoteHandoverOverdue() => State == EngagementState.Inquired && Handover.NoteOverdue();

    /// <summary>R-024: the lead went through content, time and place with the client.</summary>
    public Refusal? ConfirmNeed(Guid client, Guid? clinic, DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset now)
    {
        if ((CheckState(EngagementState.HandedToLead) ?? TimeAndPlace.SetTimes(startsAt, endsAt, now)) is { } refusal)
            return refusal;
        ClientId = client;
        Need.Confirm(clinic, now);
        return MoveTo(EngagementState.NeedConfirmed);
    }

    /// <summary>The lead declines before anything is signed.</summary>
    public Refusal? Decline(DateTimeOffset now)
    {
        if (CheckState(EngagementStates.BeforeAgreement) is { } refusal)
            return refusal;
        DeclinedAt = now;
        return MoveTo(EngagementState.Declined);
    }

    /// <summary>R-024: both signed; R-039: who brought the client is fixed here.</summary>
    public Refusal? Agree(Terms terms, string number, bool newClient, Guid? referrer, Guid by, DateTimeOffset now)
    {
        if ((CheckState(EngagementState.NeedConfirmed) ?? TimeAndPlace.Set(terms, now)) is { } refusal)
            return refusal;
        Fee.Set(terms.Fee);
        Agreement.Sign(terms.HighDifficulty, newClient, referrer, by, now);
        AgreementNumber = number;
        return MoveTo(EngagementState.AgreementSigned);
    }

    /// <summary>
    /// lead and client change what was agreed; what was confirmed a second time has to be confirmed again.
    /// </summary>
    public Refusal? Amend(Terms terms, DateTimeOffset now)
    {
        if ((CheckState(EngagementStates.Amendable) ?? TimeAndPlace.Set(terms, now)) is { } refusal)
            return refusal;
        Fee.Set(terms.Fee);
        Agreement.Amend(terms.HighDifficulty);
        Unconfirm();
        return null;
    }

    /// <summary>Given to an escort who was found eligible.</summary>
    public Refusal? Assign(Guid escort, DateTimeOffset now)
    {
        if (CheckState(EngagementState.AgreementSigned) is { } refusal)
            return refusal;
        EscortId = escort;
        Assignment.Give(now);
        return MoveTo(EngagementState.Assigned);
    }

    /// <summary>WF-01 21: taken from the escort again, as long as the service has not begun.</summary>
    public Refusal? TakeBack()
    {
        if (CheckState(EngagementStates.AssignedNotStarted) is { } refusal)
            return refusal;
        EscortId = null;
        Assignment.TakeBack();
        Confirmation.Withdraw();
        return MoveTo(EngagementState.AgreementSigned);
    }

    /// <summary>WF-01 20: client or company call it off before the service begins.</summary>
    public Refusal? Cancel(DateTimeOffset now)
    {
        if (CheckState(EngagementStates.BeforeService) is { } refusal)
            return refusal;
        CancelledAt = now;
        return MoveTo(EngagementState.Cancelled);
    }

    /// <summary>R-011: basics, care needs and history are recorded.</summary>
    public Refusal? Prepare(DateTimeOffset now)
    {
        if (CheckState(EngagementState.Assigned) is { } refusal)
            return refusal;
        Assignment.Prepare(now);
        return MoveTo(EngagementState.Preparing);
    }

    /// <summary>R-012, R-013: ready once there is an appointment within the service and a route through the hospital.</summary>
    public Refusal? MakeReady(Appointment? appointment, DateTimeOffset now)
    {
        if ((CheckState(EngagementState.Preparing) ?? Appointment.CheckWithinService(appointment, TimeAndPlace)) is { } refusal)
            return refusal;

        Assignment.MakeReady(now);
        return MoveTo(EngagementState.Ready);
    }

    /// <summary>R-025: time and place are confirmed a second time, not too long before.</summary>
    public Refusal? Reconfirm(DateTimeOffset startsAt, string place, Appointment? appointment, TimeSpan before, DateTimeOffset now) =>
        CheckState(EngagementState.Ready)
        ?? Appointment.CheckWithinService(appointment, TimeAndPlace)
        ?? Confirmation.Give(TimeAndPlace, startsAt, place, before, now)
        ?? MoveTo(EngagementState.Reconfirmed);

    /// <summary>R-025: the appointment moved or is gone, so that what was confirmed has to be confirmed again.</summary>
    public void Unconfirm()
    {
        if (State != EngagementState.Reconfirmed)
            return;
        Confirmation.Withdraw();
        State = EngagementState.Ready;
    }

    /// <summary>R-014: the escort met the client, not long before the agreed time; every minute begun after it counts.</summary>
    public Refusal? Start(DateTimeOffset arrived, TimeSpan before)
    {
        if (CheckState(EngagementState.Reconfirmed) is { } refusal)
            return refusal;
        if (arrived < TimeAndPlace.StartsAt - before)
            return EngagementRefusals.ArrivalTooEarly;
        Day.Start(TimeAndPlace, arrived);
        return MoveTo(EngagementState.InService);
    }

    /// <summary>R-019: papers in order, cautions explained; R-041: from now on the hours for the report count.</summary>
    public Refusal? End(bool inOrder, bool explained, TimeSpan reportWithin, DateTimeOffset now)
    {
        if ((CheckState(EngagementState.InService) ?? Day.End(inOrder, explained, now)) is { } refusal)
            return refusal;
        Report.Await(reportWithin, now);
        return MoveTo(EngagementState.ServiceEnded);
    }

    /// <summary>WF-01 14: broken off; it is over with this.</summary>
    public Refusal? Interrupt(DateTimeOffset now)
    {
        if (CheckState(EngagementState.InService) is { } refusal)
            return refusal;
        Day.Interrupt(now);
        return MoveTo(EngagementState.Interrupted);
    }

    /// <summary>R-027: the agreed fee is settled; a fee that was collected has an invoice.</summary>
    public Refusal? SettleFee(Money paid, string? invoice, DateTimeOffset now)
    {
        if ((CheckState(EngagementState.ServiceEnded) ?? Fee.RecordPayment(paid, now)) is { } refusal)
            return refusal;
        InvoiceNumber = invoice;
        return MoveTo(AfterService());
    }

    /// <summary>R-028: one report; R-041: on time until the instant it is due, that instant included. Before or after the fee.</summary>
    public Refusal? SubmitReport(DateTimeOffset now)
    {
        if (CheckState(EngagementStates.ReportExpected) is { } refusal)
            return refusal;
        Report.Submit(now);
        return MoveTo(AfterService());
    }

    /// <summary>WF-01 18: the client's opinion is collected and passed on.</summary>
    public Refusal? FollowUp(DateTimeOffset now)
    {
        if (CheckState(EngagementState.Reported) is { } refusal)
            return refusal;
        FollowedUpAt = now;
        return MoveTo(EngagementState.FollowedUp);
    }

    /// <summary>R-021: filed for good; the escort sees it no more.</summary>
    public Refusal? Archive(DateTimeOffset now)
    {
        if (CheckState(EngagementState.FollowedUp) is { } refusal)
            return refusal;
        ArchivedAt = now;
        return MoveTo(EngagementState.Archived);
    }

    // Fee and report come in either order; it goes on when both are there.
    EngagementState AfterService() =>
        (Fee.SettledAt, Report.SubmittedAt) switch
        {
            (null, _) => EngagementState.ServiceEnded,
            (_, null) => EngagementState.FeeSettled,
            _ => EngagementState.Reported,
        };

    Refusal? CheckState(params IReadOnlyList<EngagementState> states) =>
        states.Contains(State) ? null : EngagementRefusals.OutOfOrder(State);

    // Nothing stood against it.
    Refusal? MoveTo(EngagementState next)
    {
        State = next;
        return null;
    }
}
