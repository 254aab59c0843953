using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// How far an appointment is (WF-03). Held, Booked, Notified and CheckedIn take the time of doctor, room and client; a state that
/// frees it stays out of the database's overlap constraints.
/// </summary>
public enum AppointmentState
{
    Requested,
    Held,
    Booked,
    Notified,
    CheckedIn,
    Fulfilled,
    Cancelled,
    NoShow,
    NeedsReschedule,
}

/// <summary>How the client asked .</summary>
public enum AskedBy
{
    Phone,
    Web,
    Desk,
    Escort,
}

/// <summary>What somebody would like for a client.</summary>
/// <param name="DoctorId">Only when the client asks for a doctor by name.</param>
/// <param name="AskedAt">Decides which of two wishes is the later one, whichever arrives first.</param>
public sealed record Wish(Guid BranchId, Guid ClientId, Guid DepartmentId, Guid? DoctorId, DateTimeOffset From, DateTimeOffset AskedAt);

/// <summary>A doctor's time, and a room's or chair's where one is needed, that suits a client.</summary>
public sealed record Slot(Guid DoctorId, Guid? RoomId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateOnly Day);

/// <summary>
/// A time that is kept for a client (WF-03, R-012). It always holds one doctor's time, so that a department is never promised
/// more than its doctors can do; unless the client named that doctor, the triage book still decides on arrival who treats.
/// </summary>
public sealed class Appointment : IBranchScoped, IVersioned
{
    /// <summary>The states in which nobody else gets the time.</summary>
    public static readonly IReadOnlyList<AppointmentState> Taking =
    [
        AppointmentState.Held,
        AppointmentState.Booked,
        AppointmentState.Notified,
        AppointmentState.CheckedIn,
    ];

    /// <summary>The client is expected.</summary>
    public static readonly IReadOnlyList<AppointmentState> Expecting = [AppointmentState.Booked, AppointmentState.Notified];

    public Guid Id { get; init; }

    /// <summary>Where the client is expected.</summary>
    public Guid BranchId { get; private set; }

    public Guid ClientId { get; private set; }

    /// <summary>The accompanied visit it was asked for, if it was.</summary>
    public Guid? EngagementId { get; init; }

    public Guid DepartmentId { get; private set; }

    /// <summary>Whose time is kept; while only requested, the doctor wished for.</summary>
    public Guid? DoctorId { get; private set; }

    /// <summary>True when the client asked for this doctor.</summary>
    public bool DoctorNamed { get; private set; }

    /// <summary>The room or chair that is kept with it.</summary>
    public Guid? RoomId { get; private set; }

    /// <summary>While only requested, the time wished for.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>The clinic day on which it begins.</summary>
    public DateOnly Day { get; private set; }

    public AppointmentState State { get; private set; } = AppointmentState.Booked;
    public AskedBy Channel { get; init; } = AskedBy.Escort;

    /// <summary>First or return visit, as far as the client says.</summary>
    public VisitType? ExpectedType { get; init; }

    /// <summary>Until when the time is held for whoever is about to book it.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>Since when the client waits to be told the time; nothing when told.</summary>
    public DateTimeOffset? NoticeDueAt { get; private set; }

    /// <summary>From when on a client who is not here has not come.</summary>
    public DateTimeOffset? NoShowDueAt { get; private set; }

    /// <summary>Names one not-coming, so that taking it back meets the right one.</summary>
    public Guid? NoShowId { get; private set; }

    /// <summary>What made it need another time, or ended it.</summary>
    public string? ReasonCode { get; private set; }

    /// <summary>The absence because of which it needs another time.</summary>
    public Guid? AbsenceId { get; private set; }

    /// <summary>The visit the client came with.</summary>
    public Guid? VisitId { get; private set; }

    /// <summary>When the client came.</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>When the wish was said that this answers.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>When it was last answered anew.</summary>
    public DateTimeOffset AnsweredAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>What its facts belong to.</summary>
    public Guid CaseId => EngagementId ?? Id;

    /// <summary>True while a time is kept.</summary>
    public bool IsKept =>
        State is AppointmentState.Booked or AppointmentState.Notified or AppointmentState.CheckedIn or AppointmentState.Fulfilled;

    /// <summary>Whole minutes after the time kept, every minute begun; nothing before the client came.</summary>
    public int? MinutesLate => ArrivedAt is { } at ? (int)Math.Ceiling(Math.Max(0, (at - StartsAt).TotalMinutes)) : null;

    /// <summary>An appointment of which the desk knows no more than it needs to check the client in.</summary>
    public static Appointment AtTheDesk(Guid id, Guid branch, Guid client, uint version) =>
        new()
        {
            Id = id,
            BranchId = branch,
            ClientId = client,
            Version = version,
        };

    /// <summary>WF-03 1: what the client wishes, before a time is kept.</summary>
    public void Request(Wish wish, DateTimeOffset endsAt, DateOnly day)
    {
        BranchId = wish.BranchId;
        ClientId = wish.ClientId;
        DepartmentId = wish.DepartmentId;
        DoctorId = wish.DoctorId;
        DoctorNamed = wish.DoctorId is not null;
        StartsAt = wish.From;
        EndsAt = endsAt;
        Day = day;
        State = AppointmentState.Requested;
        (AskedAt, AnsweredAt) = (AsKept(wish.AskedAt), AsKept(wish.AskedAt));
    }

    /// <summary>True when exactly this was requested; a time found later does not change what was asked.</summary>
    public bool Holds(Slot slot) => State == AppointmentState.Held && Is(slot);

    /// <summary>True when this is the time it has.</summary>
    public bool Is(Slot slot) => (DoctorId, RoomId, StartsAt, EndsAt) == (slot.DoctorId, slot.RoomId, slot.StartsAt, slot.EndsAt);

    /// <summary>Holds a time for a moment, so that the client can be asked whether it suits.</summary>
    public Refusal? Hold(Slot slot, DateTimeOffset until)
    {
        if (State is not (AppointmentState.Requested or AppointmentState.Held))
            return AppointmentRefusals.AppointmentOutOfOrder(State);

        Take(slot);
        (HeldUntil, State) = (until, AppointmentState.Held);
        return null;
    }

    /// <summary>The client did not decide in time; the wish stays. False when it is not held any more, or longer.</summary>
    public bool LetGo(DateTimeOffset now)
    {
        if (State != AppointmentState.Held || HeldUntil > now)
            return false;

        (HeldUntil, State) = (null, AppointmentState.Requested);
        return true;
    }

    /// <summary>WF-03 2: the held time is booked. Up to the instant the hold ends, that instant excluded.</summary>
    public Refusal? Book(TimeSpan grace, DateTimeOffset now)
    {
        if (State != AppointmentState.Held)
            return AppointmentRefusals.AppointmentOutOfOrder(State);
        if (HeldUntil <= now)
            return AppointmentRefusals.HoldExpired;

        Stand(grace, now);
        return null;
    }

    /// <summary>WF-03 4: another time instead, also for one that needs one.</summary>
    public Refusal? Reschedule(Slot slot, TimeSpan grace, DateTimeOffset now)
    {
        if (!Expecting.Contains(State) && State != AppointmentState.NeedsReschedule)
            return AppointmentRefusals.AppointmentOutOfOrder(State);

        Take(slot);
        Stand(grace, now);
        return null;
    }

    /// <summary>WF-03 5: called off by the client or the desk; a wish or a hold, too.</summary>
    public Refusal? Cancel(string reasonCode, DateTimeOffset now)
    {
        if (State >= AppointmentState.CheckedIn && State != AppointmentState.NeedsReschedule)
            return AppointmentRefusals.AppointmentOutOfOrder(State);

        End(AppointmentState.Cancelled, reasonCode, now);
        return null;
    }

    /// <summary>WF-03 9: the doctor cannot be there.</summary>
    public void NeedAnother(string reasonCode, Guid? absence, DateTimeOffset now)
    {
        End(AppointmentState.NeedsReschedule, reasonCode, now);
        AbsenceId = absence;
    }

    /// <summary>What made it need another time was taken back, and its time is free: it stands as before.</summary>
    public void StandAgain(TimeSpan grace, DateTimeOffset now) => Stand(grace, now);

    /// <summary>R-198: the client was told the time, or could not be reached.</summary>
    public Refusal? Tell(bool reached)
    {
        if (!Expecting.Contains(State))
            return AppointmentRefusals.AppointmentOutOfOrder(State);
        if (reached)
            (NoticeDueAt, State) = (null, AppointmentState.Notified);
        return null;
    }

    /// <summary>R-198: it is time to remind the client. False when the client is not expected any more.</summary>
    public bool Remind(DateTimeOffset due)
    {
        if (!Expecting.Contains(State) || NoticeDueAt is not null)
            return false;

        NoticeDueAt = due;
        return true;
    }

    /// <summary>The client says to be late: the grace counts from the time announced, that day only.</summary>
    public Refusal? ExpectLate(DateTimeOffset at, TimeSpan grace)
    {
        if (!Expecting.Contains(State))
            return AppointmentRefusals.AppointmentOutOfOrder(State);
        if (at <= StartsAt || at - StartsAt > Latest)
            return AppointmentRefusals.LatenessImpossible;

        NoShowDueAt = at + grace;
        return null;
    }

    /// <summary>WF-03 7: the client did not come. Never from checked-in; false when expected no more, or longer.</summary>
    public bool Miss(DateTimeOffset due, DateTimeOffset now)
    {
        if (!Expecting.Contains(State) || NoShowDueAt > due)
            return false;

        End(AppointmentState.NoShow, null, now);
        NoShowId = Guid.CreateVersion7(now);
        return true;
    }

    /// <summary>The client was here or had good reason: expected again, for as long as the grace from now.</summary>
    public Refusal? ReverseNoShow(TimeSpan grace, DateTimeOffset now)
    {
        if (State != AppointmentState.NoShow)
            return AppointmentRefusals.AppointmentOutOfOrder(State);

        Stand(grace, now);
        (NoticeDueAt, NoShowDueAt) = (null, AsKept(now) + grace);
        return null;
    }

    /// <summary>True when this wish came after the one answered last, and the client is not here yet.</summary>
    public bool MayYieldTo(Wish wish) =>
        State is not (AppointmentState.CheckedIn or AppointmentState.Fulfilled) && AsKept(wish.AskedAt) > AskedAt;

    /// <summary>Keeps this time from now on, and gives back the time kept before.</summary>
    public void Keep(Slot slot, Wish wish, TimeSpan grace, DateTimeOffset now)
    {
        BranchId = wish.BranchId;
        ClientId = wish.ClientId;
        DepartmentId = wish.DepartmentId;
        DoctorNamed = wish.DoctorId is not null;
        AskedAt = AsKept(wish.AskedAt);
        Take(slot);
        Stand(grace, now);
    }

    /// <summary>Stands as it is although something else was wished for.</summary>
    public void Stay(Wish wish, DateTimeOffset now) => (AskedAt, AnsweredAt) = (AsKept(wish.AskedAt), Later(now));

    /// <summary>The client is here.</summary>
    public void CheckIn(Guid visit, DateTimeOffset arrived) => (State, VisitId, ArrivedAt) = (AppointmentState.CheckedIn, visit, arrived);

    /// <summary>WF-03 8: the visit is completed.</summary>
    public void Fulfil()
    {
        if (State == AppointmentState.CheckedIn)
            State = AppointmentState.Fulfilled;
    }

    /// <summary>The client went again without being treated and may come back for it, for as long as the grace from now.</summary>
    public void ExpectAgain(TimeSpan grace, DateTimeOffset now)
    {
        State = AppointmentState.Booked;
        VisitId = null;
        ArrivedAt = null;
        NoShowDueAt = StartsAt > now ? StartsAt + grace : AsKept(now) + grace;
    }

    /// <summary>The visit that fulfilled it was a mistake; the client was here all the same.</summary>
    public void WasKeptBy(Guid visit) => VisitId = visit;

    /// <summary>The visit that fulfilled it was a mistake, and the client cannot be expected any more.</summary>
    public void WasNotKept(string reasonCode, DateTimeOffset now)
    {
        End(AppointmentState.Cancelled, reasonCode, now);
        (VisitId, ArrivedAt) = (null, null);
    }

    /// <summary>The answer, the same words however often it is given.</summary>
    public AppointmentBooked Booked() =>
        new(Id, BranchId, ClientId, DepartmentId, DoctorNamed ? DoctorId : null, StartsAt, EngagementId, AnsweredAt);

    static readonly TimeSpan Latest = TimeSpan.FromHours(8);

    // As exact as the database keeps an instant, so that a wish that comes again is known by its time.
    static DateTimeOffset AsKept(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));

    // Listeners go by the instant: each answer is later than the one before, whichever copy's clock is behind.
    DateTimeOffset Later(DateTimeOffset now) => AsKept(now) > AnsweredAt ? AsKept(now) : AnsweredAt.AddMicroseconds(1);

    void Take(Slot slot)
    {
        DoctorId = slot.DoctorId;
        RoomId = slot.RoomId;
        StartsAt = slot.StartsAt;
        EndsAt = slot.EndsAt;
        Day = slot.Day;
    }

    void Stand(TimeSpan grace, DateTimeOffset now)
    {
        State = AppointmentState.Booked;
        HeldUntil = null;
        ReasonCode = null;
        AbsenceId = null;
        NoShowId = null;
        (AnsweredAt, NoShowDueAt) = (Later(now), StartsAt + grace);
        NoticeDueAt = AnsweredAt;
    }

    void End(AppointmentState state, string? reasonCode, DateTimeOffset now)
    {
        (State, ReasonCode, AnsweredAt) = (state, reasonCode, Later(now));
        (HeldUntil, NoticeDueAt, NoShowDueAt) = (null, null, null);
    }
}
