namespace Clinic.Escort.Engagements;

/// <summary>How far an engagement is (WF-01).</summary>
public enum EngagementState
{
    Inquired,
    HandedToLead,
    NeedConfirmed,
    AgreementSigned,
    Assigned,
    Preparing,
    Ready,
    Reconfirmed,
    InService,
    ServiceEnded,
    FeeSettled,
    Reported,
    FollowedUp,
    Archived,
    Declined,
    Interrupted,
    Cancelled,
}

/// <summary>The way a client asked .</summary>
public enum Channel
{
    Phone,
    WebPlatform,
    WalkIn,
    Other,
}

/// <summary>What lead and client agreed: when, where, for how much.</summary>
public sealed record Terms(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, Money Fee, bool HighDifficulty);

/// <summary>
/// One client accompanied by an escort, from the first call to the archive (WF-01). It knows the order of its steps; each step
/// says why not, or changes the state. The client's words are pages of its file (<see cref="FilePage"/>), not here.
/// </summary>
public sealed partial class Engagement : IBranchScoped, IVersioned
{
    /// <summary>With an escort, and not begun: what goes back to the lead when the escort cannot come.</summary>
    public static readonly IReadOnlyList<EngagementState> NotBegun =
    [
        EngagementState.Assigned,
        EngagementState.Preparing,
        EngagementState.Ready,
        EngagementState.Reconfirmed,
    ];

    /// <summary>Takes the escort's time.</summary>
    public static readonly IReadOnlyList<EngagementState> OnTheWay = [.. NotBegun, EngagementState.InService];

    static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public EngagementState State { get; private set; }
    public uint Version { get; private set; }

    public Channel Channel { get; init; }
    public DateTimeOffset InquiredAt { get; init; }
    public Guid InquiredBy { get; init; }
    public DateTimeOffset HandoverDueAt { get; init; }
    public bool HandoverOverdue { get; private set; }
    public Guid? LeadId { get; private set; }
    public DateTimeOffset? HandedOverAt { get; private set; }

    public Guid? ClientId { get; private set; }

    /// <summary>The branch of the group where the client will be treated; nothing for a hospital outside.</summary>
    public Guid? ClinicBranchId { get; private set; }

    public DateTimeOffset? NeedConfirmedAt { get; private set; }
    public DateTimeOffset? DeclinedAt { get; private set; }

    public string? AgreementNumber { get; private set; }

    /// <summary>Rises with every amendment.</summary>
    public int AgreementVersion { get; private set; }

    public DateTimeOffset? AgreedAt { get; private set; }
    public Guid? AgreedBy { get; private set; }
    public DateTimeOffset? StartsAt { get; private set; }
    public DateTimeOffset? EndsAt { get; private set; }
    public string? Place { get; private set; }
    public decimal? Fee { get; private set; }
    public string? FeeCurrency { get; private set; }

    /// <summary>A-28: marked by the lead before the service.</summary>
    public bool HighDifficulty { get; private set; }

    public bool NewClient { get; private set; }
    public Guid? ReferrerId { get; private set; }

    public Guid? EscortId { get; private set; }
    public DateTimeOffset? AssignedAt { get; private set; }

    /// <summary>Counts the escorts it was given to; each writes own pages.</summary>
    public int Round { get; private set; }

    public DateTimeOffset? PreparationStartedAt { get; private set; }
    public DateTimeOffset? ReadyAt { get; private set; }
    public DateTimeOffset? ReconfirmedAt { get; private set; }

    /// <summary>The number under which a page of this kind stands in the file now.</summary>
    public int PageNumber(PageKind kind) =>
        kind switch
        {
            PageKind.Agreement => AgreementVersion,
            PageKind.Reconfirmation => Reconfirmations,
            _ => Round,
        };

    /// <summary>R-051: an escort sees an engagement from the assignment until it is archived or over.</summary>
    public bool IsWith(Guid person) => EscortId == person && State is >= EngagementState.Assigned and < EngagementState.Archived;

    /// <summary>The step that follows a state, or null when the engagement is over.</summary>
    public static string? StepAfter(EngagementState state) =>
        state switch
        {
            EngagementState.Inquired => "handover",
            EngagementState.HandedToLead => "need",
            EngagementState.NeedConfirmed => "agreement",
            EngagementState.AgreementSigned => "assignment",
            EngagementState.Assigned => "preparation",
            EngagementState.Preparing => "readiness",
            EngagementState.Ready => "reconfirmation",
            EngagementState.Reconfirmed => "start",
            EngagementState.InService => "end",
            EngagementState.ServiceEnded => "fee",
            EngagementState.FeeSettled => "report",
            EngagementState.Reported => "follow-up",
            EngagementState.FollowedUp => "archive",
            _ => null,
        };

    /// <summary>R-023: the inquiry goes to a lead.</summary>
    public Refusal? HandOver(Guid lead, DateTimeOffset now)
    {
        if (State != EngagementState.Inquired)
            return EngagementRefusals.OutOfOrder(State);

        (LeadId, HandedOverAt, State) = (lead, now, EngagementState.HandedToLead);
        return null;
    }

    /// <summary>R-023: nobody handed it over in time. False when it waits no more or it was noted before.</summary>
    public bool NoteHandoverOverdue()
    {
        if (HandoverOverdue || State != EngagementState.Inquired)
            return false;

        return HandoverOverdue = true;
    }

    /// <summary>R-024: the lead went through content, time and place with the client.</summary>
    public Refusal? ConfirmNeed(Guid client, Guid? clinic, DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset now)
    {
        if (State != EngagementState.HandedToLead)
            return EngagementRefusals.OutOfOrder(State);
        if (AreImpossible(startsAt, endsAt, now))
            return EngagementRefusals.TimesImpossible;

        ClientId = client;
        ClinicBranchId = clinic;
        StartsAt = startsAt;
        EndsAt = endsAt;
        (NeedConfirmedAt, State) = (now, EngagementState.NeedConfirmed);
        return null;
    }

    /// <summary>The lead declines before anything is signed.</summary>
    public Refusal? Decline(DateTimeOffset now)
    {
        if (State is not (EngagementState.Inquired or EngagementState.HandedToLead or EngagementState.NeedConfirmed))
            return EngagementRefusals.OutOfOrder(State);

        (DeclinedAt, State) = (now, EngagementState.Declined);
        return null;
    }

    /// <summary>R-024: both signed; R-039: who brought the client is fixed here.</summary>
    public Refusal? Agree(Terms terms, string number, bool newClient, Guid? referrer, Guid by, DateTimeOffset now)
    {
        if (State != EngagementState.NeedConfirmed)
            return EngagementRefusals.OutOfOrder(State);
        if (AreImpossible(terms.StartsAt, terms.EndsAt, now))
            return EngagementRefusals.TimesImpossible;

        Write(terms);
        AgreementNumber = number;
        AgreementVersion = 1;
        AgreedAt = now;
        AgreedBy = by;
        NewClient = newClient;
        ReferrerId = referrer;
        State = EngagementState.AgreementSigned;
        return null;
    }

    /// <summary>
    /// lead and client change what was agreed; what was confirmed a second time has to be confirmed again.
    /// </summary>
    public Refusal? Amend(Terms terms, DateTimeOffset now)
    {
        if (State != EngagementState.AgreementSigned && !NotBegun.Contains(State))
            return EngagementRefusals.OutOfOrder(State);
        if (AreImpossible(terms.StartsAt, terms.EndsAt, now))
            return EngagementRefusals.TimesImpossible;

        Write(terms);
        AgreementVersion++;
        if (State == EngagementState.Reconfirmed)
            (ReconfirmedAt, State) = (null, EngagementState.Ready);
        return null;
    }

    /// <summary>Given to an escort who was found eligible.</summary>
    public Refusal? Assign(Guid escort, DateTimeOffset now)
    {
        if (State != EngagementState.AgreementSigned)
            return EngagementRefusals.OutOfOrder(State);

        (EscortId, AssignedAt, State) = (escort, now, EngagementState.Assigned);
        Round++;
        return null;
    }

    /// <summary>WF-01 21: taken from the escort again, as long as the service has not begun.</summary>
    public Refusal? TakeBack()
    {
        if (!NotBegun.Contains(State))
            return EngagementRefusals.OutOfOrder(State);

        EscortId = null;
        AssignedAt = null;
        PreparationStartedAt = null;
        ReadyAt = null;
        ReconfirmedAt = null;
        State = EngagementState.AgreementSigned;
        return null;
    }

    /// <summary>WF-01 20: client or company call it off before the service begins.</summary>
    public Refusal? Cancel(DateTimeOffset now)
    {
        if (State >= EngagementState.InService)
            return EngagementRefusals.OutOfOrder(State);

        (CancelledAt, State) = (now, EngagementState.Cancelled);
        return null;
    }

    static bool AreImpossible(DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset now) =>
        startsAt <= now || endsAt <= startsAt || endsAt - startsAt > Longest;

    void Write(Terms terms)
    {
        StartsAt = terms.StartsAt;
        EndsAt = terms.EndsAt;
        Place = terms.Place;
        HighDifficulty = terms.HighDifficulty;
        (Fee, FeeCurrency) = (terms.Fee.Amount, terms.Fee.Currency);
    }
}
