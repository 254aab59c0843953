namespace Clinic.Registration.Appointments;

/// <summary>
/// What an appointment waits for and until when: a decision on a held time, that the client is told, that the client comes.
/// </summary>
public sealed class AppointmentDeadlines
{
    static readonly TimeSpan Latest = TimeSpan.FromHours(8);

    /// <summary>Until when the time is held for whoever is about to book it.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>Since when the client waits to be told the time; nothing when told.</summary>
    public DateTimeOffset? NoticeDueAt { get; private set; }

    /// <summary>From when on a client who is not here has not come.</summary>
    public DateTimeOffset? NoShowDueAt { get; private set; }

    /// <summary>Names one no-show, so that taking it back meets the right one.</summary>
    public Guid? NoShowId { get; private set; }

    /// <summary>The time is held.</summary>
    public void Hold(DateTimeOffset until) => HeldUntil = until;

    /// <summary>The time is not held any more.</summary>
    public void ReleaseHold() => HeldUntil = null;

    /// <summary>The client is to be told the time, and to come.</summary>
    public void Expect(DateTimeOffset noticeAt, DateTimeOffset noShowAt)
    {
        (HeldUntil, NoShowId) = (null, null);
        (NoticeDueAt, NoShowDueAt) = (noticeAt, noShowAt);
    }

    /// <summary>The client is told the time.</summary>
    public void EndNotice() => NoticeDueAt = null;

    /// <summary>The client is to be told once more; false while that is due anyway.</summary>
    public bool Remind(DateTimeOffset due)
    {
        if (NoticeDueAt is not null)
            return false;

        NoticeDueAt = due;
        return true;
    }

    /// <summary>The client comes later: at most eight hours after the time agreed.</summary>
    public Refusal? ExpectLate(DateTimeOffset at, DateTimeOffset agreed, TimeSpan grace)
    {
        if (at <= agreed || at - agreed > Latest)
            return AppointmentRefusals.LatenessImpossible;

        NoShowDueAt = at + grace;
        return null;
    }

    /// <summary>The client is expected until then.</summary>
    public void ExpectUntil(DateTimeOffset until) => NoShowDueAt = WishAnswer.ToMicroseconds(until);

    /// <summary>The client is expected again until then, and knows it.</summary>
    public void ExpectAgain(DateTimeOffset until)
    {
        NoticeDueAt = null;
        ExpectUntil(until);
    }

    /// <summary>The client did not come.</summary>
    public void NameNoShow(DateTimeOffset now) => NoShowId = Guid.CreateVersion7(now);

    /// <summary>Nothing is waited for.</summary>
    public void End()
    {
        (HeldUntil, NoticeDueAt) = (null, null);
        NoShowDueAt = null;
    }
}
