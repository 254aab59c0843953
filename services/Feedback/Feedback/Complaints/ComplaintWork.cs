using Clinic.Feedback.Improvements;
using Clinic.Feedback.Staff;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// What waits about a complaint, for which post or person, until when and until which act (WF-11). It follows from how far the complaint
/// is, from the answers promised in its round and from who was told that they are late, so it is written down with every save that changes
/// one of them; a withdrawal, an overturning and a reopening end it or begin it anew. Whoever is accused or responsible is shown none of
/// it, whatever they may do otherwise.
/// </summary>
static class ComplaintWork
{
    const string Noun = "complaint";

    /// <summary>Reported at once to whoever decides, until somebody investigates .</summary>
    public static readonly WorkKind Report = new("feedback-complaint.report", nameof(AppointInvestigator), Noun, Rights.DecideComplaints);

    /// <summary>The client is told that it is taken up, within the hour .</summary>
    public static readonly WorkKind FirstAnswer = new(
        "feedback-complaint.first-answer",
        nameof(GiveFirstAnswer),
        Noun,
        Rights.HandleComplaints
    );

    /// <summary>For the person who was appointed, and, when that person leaves, for whoever appoints another one.</summary>
    public static readonly WorkKind Finding =
            new("feedback-complaint.finding", nameof(DetermineResponsibility), Noun, Rights.InvestigateComplaints),
        InvestigatorLeaves = new("feedback-complaint.investigator-leaves", nameof(AppointInvestigator), Noun, Rights.DecideComplaints);

    /// <summary>From the cause to the closing .</summary>
    public static readonly WorkKind Proposal = new("feedback-complaint.proposal", nameof(ProposeSolution), Noun, Rights.DecideComplaints),
        Result = new("feedback-complaint.result", nameof(TellResult), Noun, Rights.HandleComplaints),
        Opinion = new("feedback-complaint.opinion", nameof(NoteSatisfaction), Noun, Rights.HandleComplaints),
        Tracking = new("feedback-complaint.tracking", nameof(TrackSolution), Noun, Rights.HandleComplaints),
        Closing = new("feedback-complaint.closing", nameof(CloseComplaint), Noun, Rights.DecideComplaints);

    /// <summary>The steps of the ladder when nobody answers in time: the manager, then the director.</summary>
    public static readonly WorkKind AnswerLate =
            new("feedback-complaint.answer-late", nameof(GiveFirstAnswer), Noun, Rights.DecideComplaints),
        AnswerLateForDirector =
            new("feedback-complaint.answer-late-for-director", nameof(GiveFirstAnswer), Noun, Rights.OverturnComplaints),
        ResultLate = new("feedback-complaint.result-late", nameof(TellResult), Noun, Rights.DecideComplaints),
        ResultLateForDirector = new("feedback-complaint.result-late-for-director", nameof(TellResult), Noun, Rights.OverturnComplaints);

    static readonly WorkKind[] All =
    [
        Report,
        FirstAnswer,
        Finding,
        InvestigatorLeaves,
        Proposal,
        Result,
        Opinion,
        Tracking,
        Closing,
        AnswerLate,
        AnswerLateForDirector,
        ResultLate,
        ResultLateForDirector,
    ];

    /// <summary>The complaints that are not over, and those of which a measure is left.</summary>
    public static OpenNouns Open(FeedbackDb db) =>
        OpenNouns.Of(
            db.Complaints.Where(complaint =>
                ComplaintStates.WithNextStep.Contains(complaint.State)
                || db.ImprovementActions.Any(action =>
                    action.SourceId == complaint.Id && action.Kind != ActionKind.Training && action.State == ActionState.Assigned
                )
            ),
            complaint => complaint.Id
        );

    /// <summary>Writes down what waits about every complaint that this save changes, itself or what it depends on.</summary>
    public static async Task Keep(FeedbackDb db, CancellationToken stop)
    {
        HashSet<Guid> ids = [.. db.Changing<Complaint>().Select(complaint => complaint.Id)];
        ids.UnionWith(db.Changing<ComplaintRound>().Select(round => round.ComplaintId));
        ids.UnionWith(db.Changing<ComplaintNotice>().Select(notice => notice.ComplaintId));
        ids.UnionWith(db.Changing<ImprovementAction>().Select(action => action.SourceId));
        ids.UnionWith(await OfPeople(db, [.. db.Changing<StaffMember>().Select(member => member.Id)], stop));
        foreach (var id in ids)
        {
            if (await db.Complaints.FindAsync([id], stop) is not { } complaint)
                continue;
            var investigator = complaint.InvestigatingId is { } person ? await db.Staff.FindAsync([person], stop) : null;
            var told = await Told(db, complaint, stop);
            db.KeepWork(id, complaint.BranchId, All, [.. Steps(complaint, investigator), .. Late(complaint, told)]);
            await MeasureWork.Keep(db, complaint, stop);
        }
    }

    static IEnumerable<WaitingWork> Steps(Complaint complaint, StaffMember? investigator)
    {
        var (round, hidden) = (complaint.History.Current, complaint.ConcernedIds);
        var (answerBy, resultBy) = (round.FirstResponse.DueAt, round.Resolution.DueAt);
        if (
            complaint.State is ComplaintState.Reported or ComplaintState.Reopened or ComplaintState.Investigating
            && round.FirstResponse.GivenAt is null
        )
            yield return new(FirstAnswer, DueAt: answerBy, Except: hidden);
        if (complaint.InvestigatingId is { } person && investigator is not { NeverHired: true })
            yield return new(Finding, person, resultBy);
        if (investigator is { NeverHired: true } or { LeavesAt: not null })
            yield return new(InvestigatorLeaves, DueAt: investigator.LeavesAt ?? resultBy, Except: hidden);

        WaitingWork? next = complaint.State switch
        {
            ComplaintState.Reported or ComplaintState.FirstResponded or ComplaintState.Reopened => new(Report, DueAt: resultBy),
            ComplaintState.CauseFound or ComplaintState.Renegotiating => new(Proposal, DueAt: resultBy),
            ComplaintState.SolutionProposed => new(Result, DueAt: resultBy),
            ComplaintState.ResultCommunicated => new(Opinion),
            ComplaintState.Satisfied => new(Tracking),
            ComplaintState.Tracked => new(Closing),
            _ => null,
        };
        if (next is { } step)
            yield return step with
            {
                Except = hidden,
            };
    }

    // Who was told stays told until the client is answered, or the round ends.
    static IEnumerable<WaitingWork> Late(Complaint complaint, List<ComplaintNotice> told)
    {
        var round = complaint.History.Current;
        foreach (var notices in told.GroupBy(notice => (notice.Kind, notice.Told)))
        {
            var (promised, forManager, forDirector) =
                notices.Key.Kind == NoticeKind.FirstResponseOverdue
                    ? (round.FirstResponse, AnswerLate, AnswerLateForDirector)
                    : (round.Resolution, ResultLate, ResultLateForDirector);
            if (promised.GivenAt is null && round.EndedAt is null)
                yield return new(
                    notices.Key.Told == Addressee.Director ? forDirector : forManager,
                    DueAt: notices.Min(notice => notice.DueAt),
                    Except: complaint.ConcernedIds
                );
        }
    }

    static async Task<List<ComplaintNotice>> Told(FeedbackDb db, Complaint complaint, CancellationToken stop)
    {
        var number = complaint.History.Current.Number;
        if (complaint.History.Current.EndedAt is not null)
            return [];
        var known = await db
            .ComplaintNotices.AsNoTracking()
            .Where(notice => notice.ComplaintId == complaint.Id && notice.Round == number && notice.Kind != NoticeKind.Report)
            .ToListAsync(stop);
        var now = db.Changing<ComplaintNotice>()
            .Where(notice => notice.ComplaintId == complaint.Id && notice.Round == number && notice.Kind != NoticeKind.Report);
        return [.. known, .. now];
    }

    // Whoever leaves, or stays after all, may investigate a complaint or see to a measure.
    static async Task<IEnumerable<Guid>> OfPeople(FeedbackDb db, Guid[] people, CancellationToken stop)
    {
        if (people.Length == 0)
            return [];
        var investigated = await db
            .Complaints.Where(complaint =>
                complaint.State == ComplaintState.Investigating
                && complaint.InvestigatorId != null
                && people.Contains(complaint.InvestigatorId.Value)
            )
            .Select(complaint => complaint.Id)
            .ToListAsync(stop);
        var measured = await db
            .ImprovementActions.Where(action => action.State == ActionState.Assigned && people.Contains(action.ResponsibleId))
            .Select(action => action.SourceId)
            .ToListAsync(stop);
        return investigated.Union(measured);
    }
}
