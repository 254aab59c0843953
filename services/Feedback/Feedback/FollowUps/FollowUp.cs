using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.FollowUps;

/// <summary>How far a follow-up is.</summary>
public enum FollowUpState
{
    Due,
    Reached,
    CareMessageSent,
    Closed,
    Withdrawn,
    NotWanted,
}

/// <summary>How an attempt ended.</summary>
public enum AttemptOutcome
{
    Reached,
    NotReached,
    CareMessageSent,
}

/// <summary>
/// The call after a visit or an accompanied visit (WF-10, R-081). A client who cannot be reached is called again as often as the branch
/// says and then gets a caring message; closed once either happened.
/// </summary>
public sealed class FollowUp : IBranchScoped, IVersioned
{
    public const string Clock = "follow-up";

    /// <summary>Somebody calls, or has something left to do for the client.</summary>
    internal static readonly FollowUpState[] Open = [FollowUpState.Due, FollowUpState.Reached, FollowUpState.CareMessageSent];

    /// <summary>Days from the visit to the call.</summary>
    public static readonly Policy<int> Days = new("followup.days", 3, 1, 60, "default, unconfirmed");

    /// <summary>Hours from an appointment nobody came to, to the call.</summary>
    public static readonly Policy<int> NoShowHours = new("followup.noShow.hours", 24, 1, 336, "default, unconfirmed (A-73)");

    /// <summary>Calls after the first one that reached nobody.</summary>
    public static readonly Policy<int> Retries = new("followup.retries", 2, 0, 10, "default, unconfirmed");

    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }

    /// <summary>The visit, engagement or no-show it follows; one follow-up each.</summary>
    public Guid SourceId { get; init; }

    public Guid? VisitId { get; init; }
    public Guid? EngagementId { get; init; }
    public Guid CaseId { get; init; }
    public DateTimeOffset ServedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public int MostAttempts { get; init; }
    public int Attempts { get; private set; }
    public FollowUpState State { get; private set; }
    public AttemptOutcome? Outcome { get; private set; }
    public bool Overdue { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>
    /// Of what was said last of who has to do with the client. The first is 2, since 1 is what one of an earlier build is told with.
    /// </summary>
    public int ConcernVersion { get; private set; }
    public uint Version { get; private set; }

    /// <summary>True while somebody has to do with its client.</summary>
    public bool IsOpen => Open.Contains(State);

    /// <summary>The version with which it is told again who has to do with the client.</summary>
    public int ToldConcernVersion => Math.Max(ConcernVersion, 1);

    /// <summary>The version of the next fact about who has to do with the client.</summary>
    public int NextConcernVersion() => ConcernVersion = ToldConcernVersion + 1;

    /// <summary>R-081: the agent called. Reached or not; after the last attempt only a message is left.</summary>
    public Refusal? Call(bool reached)
    {
        if (CheckDue() is { } refusal)
            return refusal;
        if (Attempts >= MostAttempts)
            return FollowUpRefusals.AttemptsUsed;

        Attempts++;
        if (reached)
            (Outcome, State) = (AttemptOutcome.Reached, FollowUpState.Reached);
        return null;
    }

    /// <summary>R-081: a caring message instead, once every attempt was in vain.</summary>
    public Refusal? SendCareMessage()
    {
        if (CheckDue() is { } refusal)
            return refusal;
        if (Attempts < MostAttempts)
            return FollowUpRefusals.AttemptsLeft;

        (Outcome, State) = (AttemptOutcome.CareMessageSent, FollowUpState.CareMessageSent);
        return null;
    }

    /// <summary>Everything is answered.</summary>
    public Refusal? Close(DateTimeOffset now)
    {
        if (State is FollowUpState.Due)
            return FollowUpRefusals.NobodyReachedYet;
        if (State is FollowUpState.NotWanted)
            return FollowUpRefusals.ContactNotWanted;
        if (State is FollowUpState.Closed or FollowUpState.Withdrawn)
            return FollowUpRefusals.FollowUpOver;

        (ClosedAt, State) = (now, FollowUpState.Closed);
        return null;
    }

    /// <summary>What it follows did not happen: nobody has to call any more. False when the client was reached; that stays.</summary>
    public bool Withdraw(DateTimeOffset at)
    {
        if (State is not (FollowUpState.Due or FollowUpState.NotWanted))
            return false;

        (State, ClosedAt) = (FollowUpState.Withdrawn, at);
        return true;
    }

    /// <summary>AC-19: while the client wants no contact, nobody calls; once the client agrees again, somebody does.</summary>
    public void Heed(bool wanted)
    {
        if (State is FollowUpState.Due or FollowUpState.NotWanted)
            State = wanted ? FollowUpState.Due : FollowUpState.NotWanted;
    }

    /// <summary>Notes that nobody closed it in time. False when somebody did, nobody was to call, or it was noted before.</summary>
    public bool NoteOverdue()
    {
        if (Overdue || ClosedAt <= DueAt || State == FollowUpState.NotWanted)
            return false;

        return Overdue = true;
    }

    Refusal? CheckDue() =>
        State switch
        {
            FollowUpState.Due => null,
            FollowUpState.NotWanted => FollowUpRefusals.ContactNotWanted,
            _ => FollowUpRefusals.FollowUpOver,
        };

    /// <summary>Says that the day passed, once.</summary>
    public static void SayOverdue(FeedbackDb db, FollowUp followUp, DateTimeOffset now)
    {
        if (followUp.NoteOverdue())
            db.Publish(new FollowUpOverdue(followUp.Id, followUp.BranchId, followUp.DueAt, now), followUp.CaseId);
    }
}

/// <summary>One attempt, in the words of whoever made it; never changed.</summary>
public sealed class FollowUpAttempt : IBranchScoped, IAppendOnly, IWrittenStep
{
    public Guid Id { get; init; }
    public Guid FollowUpId { get; init; }
    public Guid BranchId { get; init; }
    public AttemptOutcome Outcome { get; init; }

    /// <summary>What was asked and said; stays here.</summary>
    public required SealedText Content { get; init; }

    public Guid MadeBy { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public Guid SubjectId => FollowUpId;
}

/// <summary>Rings when a follow-up should be closed: one that was closed by then is left alone.</summary>
[DeadlineKind(FollowUp.Clock), ActsAs("follow-up-clock", "followups.read")]
sealed class SayOverdueWhenNobodyFollowsUp(FeedbackDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        await db.LockSubject(deadline.SubjectId, stop);
        if (await db.FollowUps.FindAsync([deadline.SubjectId], stop) is { } followUp)
            FollowUp.SayOverdue(db, followUp, clock.GetUtcNow());
    }
}
