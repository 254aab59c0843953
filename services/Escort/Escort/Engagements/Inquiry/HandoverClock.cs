using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The minutes in which an inquiry reaches a lead. The value in force when it was taken down judges; that it waited too
/// long is said once, by the clock or by whoever ends the waiting after it.
/// </summary>
static class HandoverClock
{
    public const string Kind = "inquiry-handover";

    /// <summary>The handbook says 及時, soon; A-08 reads it as half an hour.</summary>
    public static readonly Policy<int> Minutes = new(
        "inquiry.handoff.minutes",
        30,
        1,
        1440,
        "000 四(二)1 (R-023); default, unconfirmed (A-08)"
    );

    /// <summary>Begins to count.</summary>
    public static void Start(EscortDb db, Engagement engagement) =>
        db.ScheduleDeadline(Kind, engagement.Id, engagement.BranchId, engagement.Handover.DueAt);

    /// <summary>Ends the waiting at this instant; called before the inquiry leaves the state of waiting.</summary>
    public static async Task End(EscortDb db, Engagement engagement, DateTimeOffset now, CancellationToken stop)
    {
        if (engagement.State != EngagementState.Inquired)
            return;
        if (now > engagement.Handover.DueAt)
            PublishOverdue(db, engagement, now);
        await db.CancelDeadlines(Kind, engagement.Id, stop);
    }

    /// <summary>Says that nobody handed it over, unless somebody did or it was said already.</summary>
    public static void PublishOverdue(EscortDb db, Engagement engagement, DateTimeOffset now)
    {
        if (engagement.NoteHandoverOverdue())
            db.Publish(new EscortInquiryHandoverOverdue(engagement.Id, engagement.BranchId, engagement.Handover.DueAt, now), engagement.Id);
    }
}

/// <summary>Rings when the minutes are over: an inquiry that went on meanwhile is left alone.</summary>
[DeadlineKind(HandoverClock.Kind), ActsAs("handover-clock", "engagements.read")]
sealed class SayOverdueWhenNobodyHandsOver(EscortDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Engagements.FindAsync([deadline.SubjectId], stop) is { } engagement)
            HandoverClock.PublishOverdue(db, engagement, clock.GetUtcNow());
    }
}
