using Clinic.Feedback.Contracts;
using Clinic.Feedback.Staff;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The two clocks of a complaint and their ladder: each round has its own six deadlines, set when it begins by the
/// values in force then. A rung is said when the client was not answered in that round by its own instant, whenever its turn comes; so
/// nothing has to be stopped when somebody answers or the next round begins, and an answer that came in time is never called late.
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

    /// <summary>How long a client of the branch waits in a round that begins now.</summary>
    public static Promises Promised(PolicyBook policies, Guid branch, DateTimeOffset now) =>
        new(
            TimeSpan.FromMinutes(policies.Value(FirstResponseMinutes, branch, now)),
            TimeSpan.FromHours(policies.Value(ResolutionHours, branch, now))
        );

    /// <summary>Begins to count in the round that just began. A round in which the client is answered already has one clock.</summary>
    public static void Start(FeedbackDb db, ComplaintRound round, PolicyBook policies)
    {
        db.Add(round);
        var second = policies.Value(SecondRungMinutes, round.BranchId, round.BeganAt);
        var third = Math.Max(second, policies.Value(ThirdRungMinutes, round.BranchId, round.BeganAt));
        foreach (var (rung, late) in new[] { (1, 0), (2, second), (LastRung, third) })
        {
            if (round.FirstResponse.GivenAt is null)
                db.ScheduleDeadline(FirstResponse, round.Id, round.BranchId, round.FirstResponse.DueAt.AddMinutes(late), rung);
            db.ScheduleDeadline(Resolution, round.Id, round.BranchId, round.Resolution.DueAt.AddMinutes(late), rung);
        }
    }

    /// <summary>
    /// Tells the next one up that nobody answered by this deadline; null when somebody did, or the round had ended, or it was told. Who
    /// answers for the branch by now and is accused or responsible is not told.
    /// </summary>
    public static async Task<Complaint?> NoteUnanswered(
        FeedbackDb db,
        Deadline deadline,
        NoticeKind kind,
        Func<ComplaintRound, PromisedAnswer> promised,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var subject = await db
            .ComplaintRounds.Where(round => round.Id == deadline.SubjectId)
            .Select(round => round.ComplaintId)
            .FirstOrDefaultAsync(stop);
        // Whoever answers at this moment is through before the clock judges, or begins after it.
        if (await db.LockComplaint(subject, stop) is not { } complaint)
            return null;
        var late = complaint.History.Single(round => round.Id == deadline.SubjectId);
        if (!late.IsOpenAt(promised(late), deadline.DueAt))
            return null;
        if (
            await db.ComplaintNotices.AnyAsync(
                complaintNotice =>
                    complaintNotice.ComplaintId == complaint.Id
                    && complaintNotice.Round == late.Number
                    && complaintNotice.Kind == kind
                    && complaintNotice.Rung == deadline.Rung,
                stop
            )
        )
            return null;

        var toDirector = deadline.Rung == LastRung || await db.HasManager(complaint.ConcernedIds, now, stop);
        db.Add(
            new ComplaintNotice
            {
                ComplaintId = complaint.Id,
                Round = late.Number,
                Kind = kind,
                Rung = deadline.Rung,
                BranchId = complaint.BranchId,
                DueAt = deadline.DueAt,
                ToldAt = now,
                Told = toDirector ? Addressee.Director : complaint.ReportedTo,
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
            await AnswerClocks.NoteUnanswered(db, deadline, NoticeKind.FirstResponseOverdue, round => round.FirstResponse, now, stop) is
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
        if (await AnswerClocks.NoteUnanswered(db, deadline, NoticeKind.ResolutionOverdue, round => round.Resolution, now, stop) is { } late)
            db.Publish(new ComplaintResolutionOverdue(late.Id, late.BranchId, deadline.Rung, deadline.DueAt, now), late.CaseId);
    }
}
