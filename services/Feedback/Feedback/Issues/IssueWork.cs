using Clinic.Feedback.Staff;

namespace Clinic.Feedback.Issues;

/// <summary>
/// What waits about an issue (WF-14): first for whoever handles complaints to take it, then for its owner to answer and to close it; for
/// another owner when that one leaves or handles no complaints of the branch any more. It follows from the issue and its owner, so it is
/// written down with every save that changes one of them.
/// </summary>
static class IssueWork
{
    const string Noun = "patient issue";

    public static readonly WorkKind Taking = new("feedback-issue.taking", nameof(TakeIssue), Noun, Rights.HandleComplaints),
        Answer = new("feedback-issue.answer", nameof(AnswerIssue), Noun, Rights.HandleComplaints),
        Closing = new("feedback-issue.closing", nameof(CloseIssue), Noun, Rights.HandleComplaints);

    /// <summary>The issues that are not closed.</summary>
    public static OpenNouns Open(FeedbackDb db) =>
        OpenNouns.Of(db.PatientIssues.Where(issue => issue.State != IssueState.Closed), issue => issue.Id);

    /// <summary>Writes down what waits about every issue that this save changes, itself or by its owner.</summary>
    public static async Task Keep(FeedbackDb db, CancellationToken stop)
    {
        HashSet<Guid> ids = [.. db.Changing<PatientIssue>().Select(issue => issue.Id)];
        ids.UnionWith(await OfPeople(db, [.. db.Changing<StaffMember>().Select(member => member.Id)], stop));
        foreach (var id in ids)
        {
            if (await db.PatientIssues.FindAsync([id], stop) is not { } issue)
                continue;
            var owner = issue.OwnerId is { } person ? await db.Staff.FindAsync([person], stop) : null;
            db.KeepWork(id, issue.BranchId, [Taking, Answer, Closing], [.. Of(issue, owner)]);
        }
    }

    /// <summary>True when somebody else may take what this owner has.</summary>
    public static bool Leaves(PatientIssue issue, StaffMember? owner) => owner is { LeavesAt: not null } || IsElsewhere(issue, owner);

    static IEnumerable<WaitingWork> Of(PatientIssue issue, StaffMember? owner)
    {
        if (issue.State == IssueState.Closed)
            yield break;
        if (issue.OwnerId is null || Leaves(issue, owner))
            yield return new(Taking, DueAt: owner?.LeavesAt);
        if (issue.OwnerId is { } person && !IsElsewhere(issue, owner))
            yield return new(issue.State == IssueState.Answered ? Closing : Answer, person);
    }

    // Has another post or branch now, or was never hired.
    static bool IsElsewhere(PatientIssue issue, StaffMember? owner) => owner is not null && !owner.HandlesComplaintsOf(issue.BranchId);

    // Whoever leaves, moves, or stays after all, may own issues. Their rows are locked before they are read, since not everybody who looks
    // at one of them holds its owner.
    static async Task<List<Guid>> OfPeople(FeedbackDb db, Guid[] people, CancellationToken stop) =>
        people.Length == 0
            ? []
            : await db
                .Database.SqlQuery<Guid>(
                    $"""
                    SELECT id AS "Value" FROM patient_issue WHERE owner_id = ANY ({people}) AND state <> 'Closed'
                    ORDER BY id FOR NO KEY UPDATE
                    """
                )
                .ToListAsync(stop);
}
