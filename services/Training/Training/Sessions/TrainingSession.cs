using Clinic.Training.Contracts;

namespace Clinic.Training.Sessions;

/// <summary>How far a session is.</summary>
public enum SessionState
{
    Requested,
    Planned,
    Held,
    Cancelled,
}

/// <summary>
/// One session of training (WF-16). Those that a complaint or a discipline case asks for are opened without a time and get one
/// from a trainer; a source that is taken back cancels what was not held yet.
/// </summary>
public sealed class TrainingSession : IBranchScoped, IVersioned
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(12),
        LongestAgo = TimeSpan.FromDays(31);

    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public SessionKind Kind { get; init; }
    public required string TopicCode { get; init; }

    /// <summary>Who is invited; nobody named means everybody of the branch.</summary>
    public required Guid[] Audience { get; init; }

    /// <summary>The complaint or discipline case that asked for it.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>The version of the finding about its complaint; an overturning of a higher one takes it back.</summary>
    public int? SourceVersion { get; init; }

    /// <summary>The series of failures that a remedial session answers .</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>What the facts of this session belong to.</summary>
    public Guid CaseId { get; init; }

    public DateTimeOffset? DueBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Nobody for a session that the platform opened.</summary>
    public Guid? PlannedBy { get; private set; }

    public SessionState State { get; private set; }
    public DateTimeOffset? From { get; private set; }
    public DateTimeOffset? To { get; private set; }
    public decimal? Hours { get; private set; }
    public DateTimeOffset? HeldAt { get; private set; }
    public Guid? TrainerId { get; private set; }
    public DateTimeOffset? SourceTakenBackAt { get; private set; }

    /// <summary>Cancelled because the person it was opened for has left; it goes on when the departure is withdrawn.</summary>
    public bool ClosedByLeaving { get; private set; }

    public uint Version { get; private set; }

    /// <summary>True when a complaint or discipline case opened it.</summary>
    public bool HasSource => SourceId is not null;

    /// <summary>True when the times can be those of a session.</summary>
    public static Refusal? CheckTimes(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        to <= from || to - from > Longest ? SessionRefusals.SessionTimesImpossible
        : to < now - LongestAgo ? SessionRefusals.SessionTooLongAgo
        : null;

    /// <summary>A trainer gives the session a time, or another one.</summary>
    public Refusal? Schedule(DateTimeOffset from, DateTimeOffset to, Guid by, DateTimeOffset now)
    {
        if (CheckTimes(from, to, now) is { } impossible)
            return impossible;
        if (State == SessionState.Cancelled)
            return SessionRefusals.SessionCancelled;
        if (State == SessionState.Held)
            return SessionRefusals.SessionHeld;
        State = SessionState.Planned;
        From = from.ToUniversalTime();
        To = to.ToUniversalTime();
        PlannedBy = by;
        return null;
    }

    /// <summary>The session was held; the hours are those everybody attended.</summary>
    public Refusal? Complete(IReadOnlyCollection<Guid> attendees, decimal hours, Guid by, DateTimeOffset now)
    {
        if (State == SessionState.Cancelled)
            return SessionRefusals.SessionCancelled;
        if (State == SessionState.Held)
            return Refusal.AlreadyRecorded;
        if (State == SessionState.Requested)
            return SessionRefusals.SessionNotPlanned;
        if (To > now)
            return SessionRefusals.SessionNotOver;
        if (hours <= 0 || decimal.Round(hours, 2) != hours || hours > (decimal)(To!.Value - From!.Value).TotalHours)
            return SessionRefusals.HoursImpossible;
        if (attendees.Contains(by))
            return SessionRefusals.OwnAttendance;
        if (HasSource && !Audience.All(attendees.Contains))
            return SessionRefusals.AudienceMissing;
        State = SessionState.Held;
        Hours = hours;
        HeldAt = now;
        TrainerId = by;
        return null;
    }

    /// <summary>The reason for the session is gone; true when it is cancelled with it. A session held before stays held.</summary>
    public bool TakeBack(DateTimeOffset now)
    {
        if (SourceTakenBackAt is not null)
            return false;
        (SourceTakenBackAt, ClosedByLeaving) = (now, false);
        return Cancel();
    }

    /// <summary>The person it was opened for has left; true when it is cancelled with that.</summary>
    public bool CloseByLeaving() => Cancel() && (ClosedByLeaving = true);

    /// <summary>The person is still there after all; true when it waits to be held again.</summary>
    public bool Reopen()
    {
        if (!ClosedByLeaving)
            return false;
        (ClosedByLeaving, State) = (false, From is null ? SessionState.Requested : SessionState.Planned);
        return true;
    }

    bool Cancel()
    {
        if (State is SessionState.Held or SessionState.Cancelled)
            return false;
        State = SessionState.Cancelled;
        return true;
    }
}

/// <summary>What happens to sessions whose reason falls, and to those of people who leave.</summary>
static class SessionReasons
{
    /// <summary>Opens a session that something asked for; for a person who has left it is cancelled at once.</summary>
    public static void Open(this TrainingDb db, TrainingSession session, bool hasLeft, DateTimeOffset now)
    {
        db.Add(session);
        db.PublishOpened(session, now);
        if (hasLeft && session.CloseByLeaving())
            db.PublishCancelled(session, now);
    }

    /// <summary>Cancels what was opened for a person who has left, or opens it again for one who is still there.</summary>
    public static async Task ReconcileSessions(this TrainingDb db, Guid person, bool hasLeft, DateTimeOffset now, CancellationToken stop)
    {
        var sessions = await db
            .Sessions.Where(session =>
                session.SourceId != null
                && session.SourceTakenBackAt == null
                && session.State != SessionState.Held
                && session.Audience.Contains(person)
            )
            .OrderBy(session => session.Id)
            .ToListAsync(stop);
        foreach (var session in sessions)
        {
            if (hasLeft && session.CloseByLeaving())
                db.PublishCancelled(session, now);
            else if (!hasLeft && session.Reopen())
                db.PublishOpened(session, now);
        }
    }

    /// <summary>Takes a session's reason away; it is cancelled unless it was held.</summary>
    public static void TakeReasonBack(this TrainingDb db, TrainingSession session, DateTimeOffset now)
    {
        if (session.TakeBack(now))
            db.PublishCancelled(session, now);
    }

    static void PublishOpened(this TrainingDb db, TrainingSession session, DateTimeOffset now) =>
        db.Publish(
            new SpecialTrainingOpened(session.Id, session.BranchId, session.Kind, session.TopicCode, session.SourceId!.Value, now),
            session.CaseId
        );

    static void PublishCancelled(this TrainingDb db, TrainingSession session, DateTimeOffset now) =>
        db.Publish(new SpecialTrainingCancelled(session.Id, session.BranchId, session.SourceId!.Value, now), session.CaseId);
}
