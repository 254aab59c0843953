using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// A time that is kept for a client (WF-03, R-012). It always holds one doctor's time, so that a department is never promised
/// more than its doctors can do; unless the client named that doctor, the triage book still decides on arrival who treats.
/// </summary>
public sealed class Appointment : IBranchScoped, IVersioned
{
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

    /// <summary>True when the desk keeps it outside the hours of the branch on purpose; a step says why.</summary>
    public bool AnyHour { get; private set; }

    public AppointmentState State { get; private set; } = AppointmentState.Booked;
    public RequestChannel Channel { get; init; } = RequestChannel.Escort;

    /// <summary>First or return visit, as far as the client says.</summary>
    public VisitType? ExpectedType { get; init; }

    /// <summary>What made it need another time, or ended it.</summary>
    public string? ReasonCode { get; private set; }

    /// <summary>The absence because of which it needs another time.</summary>
    public Guid? AbsenceId { get; private set; }

    /// <summary>Until when something is waited for.</summary>
    public AppointmentDeadlines Deadlines { get; private set; } = new();

    /// <summary>That the client came, and with which visit.</summary>
    public Attendance Attendance { get; private set; } = new();

    /// <summary>Which wish it answers, and when it was answered last.</summary>
    public WishAnswer Answer { get; private set; } = new();

    public uint Version { get; private set; }

    /// <summary>What its facts belong to.</summary>
    public Guid CaseId => EngagementId ?? Id;

    /// <summary>True once booked and not lost: booked, told, checked in or fulfilled.</summary>
    public bool IsBookedOrLater => AppointmentStates.BookedOrLater.Contains(State);

    /// <summary>An appointment of which the desk knows no more than it needs to check the client in.</summary>
    public static Appointment StubForCheckIn(Guid id, Guid branch, Guid client, uint version) =>
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
        Serve(wish);
        DoctorId = wish.DoctorId;
        StartsAt = wish.From;
        EndsAt = endsAt;
        Day = day;
        State = AppointmentState.Requested;
        Answer.Begin(wish.AskedAt);
    }

    /// <summary>True while exactly this time is held for the client.</summary>
    public bool Holds(Slot slot) => State == AppointmentState.Held && Is(slot);

    /// <summary>True when this is the time it has.</summary>
    public bool Is(Slot slot) => (DoctorId, RoomId, StartsAt, EndsAt) == (slot.DoctorId, slot.RoomId, slot.StartsAt, slot.EndsAt);

    /// <summary>The time it has, or had before it was lost.</summary>
    public Slot KeptSlot() => new(DoctorId!.Value, RoomId, StartsAt, EndsAt, Day, AnyHour);

    /// <summary>Holds a time for a moment, so that the client can be asked whether it suits.</summary>
    public Refusal? Hold(Slot slot, DateTimeOffset until)
    {
        if (State is not (AppointmentState.Requested or AppointmentState.Held))
            return AppointmentRefusals.OutOfOrder(State);

        Take(slot);
        Deadlines.Hold(until);
        State = AppointmentState.Held;
        return null;
    }

    /// <summary>The client did not decide in time; the wish stays. False when it is not held any more, or longer.</summary>
    public bool ReleaseHold(DateTimeOffset now)
    {
        if (State != AppointmentState.Held || Deadlines.HeldUntil > now)
            return false;

        Deadlines.ReleaseHold();
        State = AppointmentState.Requested;
        return true;
    }

    /// <summary>WF-03 2: the held time is booked. Up to the instant the hold ends, that instant excluded.</summary>
    public Refusal? Book(TimeSpan grace, DateTimeOffset now)
    {
        if (State != AppointmentState.Held)
            return AppointmentRefusals.OutOfOrder(State);
        if (Deadlines.HeldUntil <= now)
            return AppointmentRefusals.HoldExpired;

        ConfirmTime(grace, now);
        return null;
    }

    /// <summary>WF-03 4: another time instead, also for one that needs one.</summary>
    public Refusal? Reschedule(Slot slot, TimeSpan grace, DateTimeOffset now)
    {
        if (!AppointmentStates.Expecting.Contains(State) && State != AppointmentState.NeedsReschedule)
            return AppointmentRefusals.OutOfOrder(State);

        Take(slot);
        ConfirmTime(grace, now);
        return null;
    }

    /// <summary>WF-03 5: called off by the client or the desk; a wish or a hold, too.</summary>
    public Refusal? Cancel(string reasonCode, DateTimeOffset now)
    {
        if (!AppointmentStates.Cancellable.Contains(State))
            return AppointmentRefusals.OutOfOrder(State);

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
    public void RestoreTime(TimeSpan grace, DateTimeOffset now) => ConfirmTime(grace, now);

    /// <summary>R-198: the client was told the time, or could not be reached.</summary>
    public Refusal? NoteNotice(bool reached)
    {
        if (!AppointmentStates.Expecting.Contains(State))
            return AppointmentRefusals.OutOfOrder(State);
        if (reached)
        {
            Deadlines.EndNotice();
            State = AppointmentState.Notified;
        }
        return null;
    }

    /// <summary>R-198: it is time to remind the client. False when the client is not expected any more.</summary>
    public bool Remind(DateTimeOffset due) => AppointmentStates.Expecting.Contains(State) && Deadlines.Remind(due);

    /// <summary>The client says to be late: the grace counts from the time announced, that day only.</summary>
    public Refusal? ExpectLate(DateTimeOffset at, TimeSpan grace) =>
        AppointmentStates.Expecting.Contains(State) ? Deadlines.ExpectLate(at, StartsAt, grace) : AppointmentRefusals.OutOfOrder(State);

    /// <summary>WF-03 7: the client did not come. Never from checked-in; false when expected no more, or longer.</summary>
    public bool MarkNoShow(DateTimeOffset due, DateTimeOffset now)
    {
        if (!AppointmentStates.Expecting.Contains(State) || Deadlines.NoShowDueAt > due)
            return false;

        End(AppointmentState.NoShow, null, now);
        Deadlines.NameNoShow(now);
        return true;
    }

    /// <summary>The client was here or had good reason: expected again, for as long as the grace from now.</summary>
    public Refusal? ReverseNoShow(TimeSpan grace, DateTimeOffset now)
    {
        if (State != AppointmentState.NoShow)
            return AppointmentRefusals.OutOfOrder(State);

        ConfirmTime(grace, now);
        Deadlines.ExpectAgain(now + grace);
        return null;
    }

    /// <summary>True when this wish came after the one answered last, and the client is not here yet.</summary>
    public bool IsOlderThan(Wish wish) =>
        State is not (AppointmentState.CheckedIn or AppointmentState.Fulfilled) && Answer.IsOlderThan(wish);

    /// <summary>Keeps this time from now on, and gives back the time kept before.</summary>
    public void MoveTo(Slot slot, Wish wish, TimeSpan grace, DateTimeOffset now)
    {
        Serve(wish);
        Answer.SetWish(wish);
        Take(slot);
        ConfirmTime(grace, now);
    }

    /// <summary>Stands as it is although something else was wished for.</summary>
    public void AnswerUnchanged(Wish wish, DateTimeOffset now)
    {
        Answer.SetWish(wish);
        Answer.Renew(now);
    }

    /// <summary>The client is here.</summary>
    public void CheckIn(Guid visit, DateTimeOffset arrived)
    {
        Attendance.Begin(visit, arrived);
        State = AppointmentState.CheckedIn;
    }

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
        Attendance.Clear();
        Deadlines.ExpectUntil((StartsAt > now ? StartsAt : now) + grace);
    }

    /// <summary>The visit that fulfilled it was a mistake; the client was here all the same.</summary>
    public void MoveToVisit(Guid visit) => Attendance.MoveTo(visit);

    /// <summary>The visit that fulfilled it was a mistake, and the client cannot be expected any more.</summary>
    public void CancelAfterVoid(string reasonCode, DateTimeOffset now)
    {
        End(AppointmentState.Cancelled, reasonCode, now);
        Attendance.Clear();
    }

    /// <summary>The answer, the same words however often it is given.</summary>
    public AppointmentBooked Booked() =>
        new(Id, BranchId, ClientId, DepartmentId, DoctorNamed ? DoctorId : null, StartsAt, EngagementId, Answer.GivenAt);

    void Serve(Wish wish)
    {
        (BranchId, ClientId) = (wish.BranchId, wish.ClientId);
        (DepartmentId, DoctorNamed) = (wish.DepartmentId, wish.DoctorId is not null);
    }

    void Take(Slot slot)
    {
        DoctorId = slot.DoctorId;
        RoomId = slot.RoomId;
        StartsAt = slot.StartsAt;
        EndsAt = slot.EndsAt;
        Day = slot.Day;
        AnyHour = slot.AnyHour;
    }

    void ConfirmTime(TimeSpan grace, DateTimeOffset now)
    {
        State = AppointmentState.Booked;
        (ReasonCode, AbsenceId) = (null, null);
        Answer.Renew(now);
        Deadlines.Expect(Answer.GivenAt, StartsAt + grace);
    }

    void End(AppointmentState state, string? reasonCode, DateTimeOffset now)
    {
        (State, ReasonCode) = (state, reasonCode);
        Answer.Renew(now);
        Deadlines.End();
    }
}
