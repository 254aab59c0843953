using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements;

/// <summary>
/// The hours in which the service report is due. The value in force when the service ended judges; that there is none is
/// said once, by the clock or by a report that comes after it.
/// </summary>
static class ReportClock
{
    public const string Kind = "service-report";

    /// <summary>The handbook says 規定時間內, within the set time; A-10 sets a day.</summary>
    public static readonly Policy<int> DueHours = new(
        "escort.report.dueHours",
        24,
        1,
        720,
        "000 六(二)2 (R-041); default, unconfirmed (A-10)"
    );

    /// <summary>Begins to count.</summary>
    public static void Start(EscortDb db, Engagement engagement) =>
        db.ScheduleDeadline(Kind, engagement.Id, engagement.BranchId, engagement.Report.DueAt!.Value);

    /// <summary>Ends the waiting at this instant; called before the report is noted.</summary>
    public static async Task End(EscortDb db, Engagement engagement, DateTimeOffset now, CancellationToken stop)
    {
        if (now > engagement.Report.DueAt)
            PublishOverdue(db, engagement, now);
        if (engagement.Report.DueAt is not null)
            await db.CancelDeadlines(Kind, engagement.Id, stop);
    }

    /// <summary>Says that there is no report, unless there is or it was said already.</summary>
    public static void PublishOverdue(EscortDb db, Engagement engagement, DateTimeOffset now)
    {
        if (engagement.Report.NoteOverdue())
            db.Publish(
                new ServiceReportOverdue(
                    engagement.Id,
                    engagement.BranchId,
                    engagement.EscortId!.Value,
                    engagement.Report.DueAt!.Value,
                    now
                ),
                engagement.Id
            );
    }
}

/// <summary>Rings when the hours are over: an engagement whose report is there is left alone.</summary>
[DeadlineKind(ReportClock.Kind), ActsAs("report-clock", "engagements.read")]
sealed class SayOverdueWhenNobodyReports(EscortDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Engagements.FindAsync([deadline.SubjectId], stop) is { } engagement)
            ReportClock.PublishOverdue(db, engagement, clock.GetUtcNow());
    }
}
