using System.Text.Json;
using Clinic.Feedback.Contracts;
using Clinic.Feedback.Improvements;
using Clinic.Feedback.Staff;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// Those who handle complaints read one in full: every step in its words, who was told, what is done about it. So does, whatever the post,
/// the person appointed to investigate it, until somebody else is or the round ends; nobody who is concerned is appointed.
/// To everybody else it is not there, and to whoever it concerns, whatever the rights. Every reading is audited; the ETag is its
/// version.
/// </summary>
public static class GetComplaint
{
    public sealed record Step(int Number, ComplaintStepKind Kind, JsonElement Content, [Employee] Guid? TakenBy, DateTimeOffset TakenAt);

    public sealed record Notice(NoticeKind Kind, int Round, int Rung, Addressee Told, DateTimeOffset DueAt, DateTimeOffset ToldAt);

    public sealed record Measure(
        Guid Id,
        [Employee] Guid ResponsibleId,
        ActionKind Kind,
        ActionState Status,
        DateTimeOffset AssignedAt,
        DateTimeOffset? ImplementedAt,
        DateTimeOffset? DueAt,
        bool Overdue,
        bool ResponsibleLeft
    );

    /// <summary>One round: what the client was promised in it, and when it was kept.</summary>
    public sealed record Round(
        int Number,
        DateTimeOffset BeganAt,
        DateTimeOffset FirstResponseDueAt,
        DateTimeOffset? FirstRespondedAt,
        DateTimeOffset ResolutionDueAt,
        DateTimeOffset? ResultToldAt,
        DateTimeOffset? EndedAt
    );

    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        Guid CaseId,
        Guid? ClientId,
        Guid? VisitId,
        Guid? EngagementId,
        ComplaintKind Kind,
        ComplaintChannel Channel,
        ComplaintState Status,
        string? NextStep,
        [Employee] IReadOnlyList<Guid> AccusedIds,
        [Employee] Guid FiledBy,
        DateTimeOffset FiledAt,
        DateTimeOffset FirstResponseDueAt,
        DateTimeOffset? FirstRespondedAt,
        DateTimeOffset ResolutionDueAt,
        DateTimeOffset? ResultToldAt,
        [Employee] Guid? InvestigatorId,
        CauseClass? Cause,
        Severity? Severity,
        bool Loss,
        [Employee] Guid? ResponsibleId,
        bool Upheld,
        int Recurrences,
        int Rounds,
        int? Score,
        bool EndedUnsatisfied,
        DateTimeOffset? ClosedAt,
        DateTimeOffset? EndedAt,
        int Version,
        IReadOnlyList<Step> Steps,
        IReadOnlyList<Notice> Notices,
        IReadOnlyList<Measure> Actions,
        IReadOnlyList<Round> History,
        ResponsibleKind? Responsible,
        [Place] Guid? ResponsibleDepartmentId,
        bool InvestigatorLeft
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapGet("{complaintId:guid}", Handle)
            .Needs(Rights.InvestigateComplaints)
            .WithSummary("A complaint in full, for those who read complaints and for its investigator; audited");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid complaintId,
        HttpContext http,
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var complaint = await db.Complaints.FindAsync([complaintId], stop);
        if (complaint is null || complaint.Concerns(caller.PersonId))
            return Refusal.NotFound.AsProblem();

        var steps = await db
            .ComplaintSteps.AsNoTracking()
            .Where(step => step.ComplaintId == complaintId)
            .OrderBy(step => step.Number)
            .ToListAsync(stop);
        if (
            !caller.Grants.Cover(Rights.ReadComplaints.Code, complaint.BranchId)
            && !complaint.IsInvestigatedInThisRound(caller.PersonId, steps)
        )
            return Refusal.NotFound.AsProblem();

        await db.Open(steps, stop);
        var notices = await db
            .ComplaintNotices.AsNoTracking()
            .Where(notice => notice.ComplaintId == complaintId)
            .OrderBy(notice => notice.DueAt)
            .ThenBy(notice => notice.Kind)
            .ToListAsync(stop);
        var actions = await db
            .ImprovementActions.AsNoTracking()
            .Where(action => action.SourceId == complaintId)
            .OrderBy(action => action.AssignedAt)
            .ToListAsync(stop);
        var now = clock.GetUtcNow();
        Guid[] owners = [.. actions.Select(action => action.ResponsibleId)];
        var gone = await db.WhoIsGone(complaint.InvestigatingId is { } investigating ? [.. owners, investigating] : owners, now, stop);
        var promises = complaint.History.Current;
        db.NoteRead(nameof(Complaint), complaint.Id, complaint.BranchId, [.. steps.Select(step => step.Kind.ToString()).Distinct()]);
        await db.SaveChangesAsync(stop);
        IfMatch.Tell(http.Response, complaint);
        return TypedResults.Ok(
            new Response(
                complaint.Id,
                complaint.BranchId,
                complaint.CaseId,
                complaint.ClientId,
                complaint.VisitId,
                complaint.EngagementId,
                complaint.Kind,
                complaint.Channel,
                complaint.State,
                complaint.StepAfter(gone),
                complaint.AccusedIds,
                complaint.FiledBy,
                complaint.FiledAt,
                promises.FirstResponse.DueAt,
                promises.FirstResponse.GivenAt,
                promises.Resolution.DueAt,
                promises.Resolution.GivenAt,
                complaint.InvestigatorId,
                complaint.Cause,
                complaint.Severity,
                complaint.Loss,
                complaint.ResponsibleId,
                complaint.IsUpheld,
                complaint.Recurrences,
                complaint.Rounds,
                complaint.Score,
                complaint.EndedUnsatisfied,
                complaint.ClosedAt,
                complaint.EndedAt,
                complaint.EventVersion,
                [.. steps.Select(step => new Step(step.Number, step.Kind, step.AsJson(), step.TakenBy, step.TakenAt))],
                [.. notices.Select(notice => new Notice(notice.Kind, notice.Round, notice.Rung, notice.Told, notice.DueAt, notice.ToldAt))],
                [
                    .. actions.Select(action => new Measure(
                        action.Id,
                        action.ResponsibleId,
                        action.Kind,
                        action.State,
                        action.AssignedAt,
                        action.ImplementedAt,
                        action.DueAt,
                        action.IsOverdue(now),
                        gone.Contains(action.ResponsibleId)
                    )),
                ],
                [
                    .. complaint
                        .History.OrderBy(round => round.Number)
                        .Select(round => new Round(
                            round.Number,
                            round.BeganAt,
                            round.FirstResponse.DueAt,
                            round.FirstResponse.GivenAt,
                            round.Resolution.DueAt,
                            round.Resolution.GivenAt,
                            round.EndedAt
                        )),
                ],
                complaint.Fault,
                complaint.ResponsibleDepartmentId,
                complaint.IsLeftAlone(gone)
            )
        );
    }
}
