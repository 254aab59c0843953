using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The two clocks of a complaint and their ladder: all six deadlines are set when it is filed, by the values in
/// force then. A rung is said when the client was not answered by its own instant, whenever its turn comes; so nothing has to
/// be stopped when somebody answers, and an answer that came in time is never called late.
/// </summary>
static class AnswerClocks
{
    public const string FirstResponse = "complaint-first-response",
        Resolution = "complaint-resolution";

    public static readonly Policy<int> FirstResponseMinutes = new("complaint.firstResponse.minutes", 60, 1, 1440, "001 三3 (R-087)"),
        ResolutionHours = new("complaint.resolution.hours", 24, 1, 240, "001 三3 (R-088)"),
        SecondRungMinutes = new("complaint.ladder.second.minutes", 30, 1, 1440, "default, unconfirmed"),
        ThirdRungMinutes = new("complaint.ladder.third.minutes", 120, 1, 2880, "default, unconfirmed");

    const int LastRung = 3;

    /// <summary>Begins to count from the filing.</summary>
    public static void Start(FeedbackDb db, Complaint complaint, PolicyBook policies)
    {
        var second = policies.Value(SecondRungMinutes, complaint.BranchId, complaint.FiledAt);
        var third = Math.Max(second, policies.Value(ThirdRungMinutes, complaint.BranchId, complaint.FiledAt));
        foreach (var (rung, late) in new[] { (1, 0), (2, second), (LastRung, third) })
        {
            db.ScheduleDeadline(FirstResponse, complaint.Id, complaint.BranchId, complaint.FirstResponse.DueAt.AddMinutes(late), rung);
            db.ScheduleDeadline(Resolution, complaint.Id, complaint.BranchId, complaint.Resolution.DueAt.AddMinutes(late), rung);
        }
    }

    /// <summary>
    /// Tells the next one up that nobody answered by this deadline; null when somebody did, or the complaint had ended, or it was told.
    /// </summary>
    public static async Task<Complaint?> NoteUnanswered(
        FeedbackDb db,
        Deadline deadline,
        NoticeKind kind,
        Func<Complaint, DateTimeOffset?> answered,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        // Whoever answers at this moment is through before the clock judges, or begins after it.
        await db.LockSubject(deadline.SubjectId, stop);
        if (await db.Complaints.FindAsync([deadline.SubjectId], stop) is not { } complaint)
            return null;
        if (answered(complaint) <= deadline.DueAt || complaint.EndedAt <= deadline.DueAt)
            return null;
        if (
            await db.ComplaintNotices.AnyAsync(
                complaintNotice =>
                    complaintNotice.ComplaintId == complaint.Id && complaintNotice.Kind == kind && complaintNotice.Rung == deadline.Rung,
                stop
            )
        )
            return null;

        db.Add(
            new ComplaintNotice
            {
                ComplaintId = complaint.Id,
                Kind = kind,
                Rung = deadline.Rung,
                BranchId = complaint.BranchId,
                DueAt = deadline.DueAt,
                ToldAt = now,
                Told = deadline.Rung == LastRung ? Addressee.Director : complaint.ReportedTo,
            }
        );
        return complaint;
    }
}

/// <summary>Rings when the client should have had a first answer, and twice after it .</summary>
[DeadlineKind(AnswerClocks.FirstResponse), ActsAs("complaint-clock", "complaints.read")]
sealed class EscalateWhenNobodyResponds(FeedbackDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (
            await AnswerClocks.NoteUnanswered(
                db,
                deadline,
                NoticeKind.FirstResponseOverdue,
                complaint => complaint.FirstResponse.GivenAt,
                now,
                stop
            ) is
            { } late
        )
            db.Publish(new ComplaintFirstResponseOverdue(late.Id, late.BranchId, deadline.Rung, deadline.DueAt, now), late.CaseId);
    }
}

/// <summary>Rings when the client should have known the result, and twice after it .</summary>
[DeadlineKind(AnswerClocks.Resolution), ActsAs("complaint-clock", "complaints.read")]
sealed class EscalateWhenNobodyResolves(FeedbackDb db, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (
            await AnswerClocks.NoteUnanswered(
                db,
                deadline,
                NoticeKind.ResolutionOverdue,
                complaint => complaint.Resolution.GivenAt,
                now,
                stop
            ) is
            { } late
        )
            db.Publish(new ComplaintResolutionOverdue(late.Id, late.BranchId, deadline.Rung, deadline.DueAt, now), late.CaseId);
    }
}
