using Clinic.Feedback.Contracts;
using Clinic.Feedback.Staff;
using Clinic.Feedback.Surveys;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// Where the complaints of a branch stand, without their words, a page at a time; and everybody's own filings and investigations. Nobody
/// finds a complaint about themselves there.
/// </summary>
public static class ListComplaints
{
    /// <param name="Upheld">True when somebody or something was found responsible and that stands.</param>
    /// <param name="Score">How satisfied the client was with the solution, by own word; nothing without that.</param>
    /// <param name="EndedUnsatisfied">True when it was closed although the client was not satisfied.</param>
    /// <param name="InvestigatorLeft">True when whoever investigates left: the manager appoints somebody else.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        ComplaintKind Kind,
        ComplaintChannel Channel,
        ComplaintState Status,
        string? NextStep,
        DateTimeOffset FiledAt,
        DateTimeOffset FirstResponseDueAt,
        DateTimeOffset ResolutionDueAt,
        Guid? VisitId,
        Guid? EngagementId,
        CauseClass? Cause,
        bool InvestigatorLeft,
        [Employee] IReadOnlyList<Guid> AccusedIds,
        [Employee] Guid? ResponsibleId,
        [Place] Guid? ResponsibleDepartmentId,
        [Employee] Guid? InvestigatorId,
        Severity? Severity,
        bool Upheld,
        int Rounds,
        int? Score,
        bool EndedUnsatisfied,
        DateTimeOffset? ClosedAt
    );

    /// <summary>What whoever took a complaint down sees of it afterwards.</summary>
    public sealed record OwnComplaint(Guid Id, ComplaintState Status, DateTimeOffset FiledAt);

    /// <summary>What the appointed person sees without opening it.</summary>
    public sealed record Investigation(
        Guid Id,
        [Place] Guid BranchId,
        ComplaintKind Kind,
        DateTimeOffset FiledAt,
        DateTimeOffset ResolutionDueAt
    );

    internal static void Map(RouteGroupBuilder complaints)
    {
        complaints
            .MapGet("", OfBranch)
            .Needs(Rights.ReadComplaints)
            .WithSummary("Where the complaints of a branch stand")
            .Refuses(SurveyRefusals.PeriodImpossible);
        complaints.MapGet("mine", Mine).Needs(Rights.FileComplaints).WithSummary("What became of the complaints I took down");
        complaints
            .MapGet("investigations", Investigations)
            .Needs(Rights.InvestigateComplaints)
            .WithSummary("The complaints that wait for my finding");
    }

    /// <param name="branch">Without it, all branches the reader works for.</param>
    /// <param name="status">Only those in these states; several may be named.</param>
    /// <param name="cause">Only those with this cause, for example a quarrel or a forced treatment .</param>
    /// <param name="person">Only those that name this person, or for which this person answers.</param>
    /// <param name="from">Filed from this instant on.</param>
    /// <param name="to">Filed before this instant.</param>
    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> OfBranch(
        Guid? branch,
        ComplaintState[]? status,
        CauseClass? cause,
        Guid? person,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (from >= to)
            return SurveyRefusals.PeriodImpossible.AsProblem();
        if (branch is { } at && !caller.WorksIn(at))
            return Refusal.NotFound.AsProblem();
        List<ComplaintState> states = [.. status ?? []];
        var all = states.Count == 0;

        var complaints = await db
            .Complaints.AsNoTracking()
            .NotConcerning(caller.PersonId)
            .Named(branch, person, from, to)
            .Where(complaint =>
                (all || states.Contains(complaint.State))
                && (cause == null || complaint.Cause == cause)
                && (after == null || complaint.Id > after)
            )
            .OrderBy(complaint => complaint.Id)
            .Take(limit ?? 200)
            .ToListAsync(stop);
        var gone = await db.WhoIsGone(complaints.Select(complaint => complaint.InvestigatingId).OfType<Guid>(), clock.GetUtcNow(), stop);
        return TypedResults.Ok(
            complaints
                .Select(complaint => new Line(
                    complaint.Id,
                    complaint.BranchId,
                    complaint.Kind,
                    complaint.Channel,
                    complaint.State,
                    complaint.StepAfter(gone),
                    complaint.FiledAt,
                    complaint.History.Current.FirstResponse.DueAt,
                    complaint.History.Current.Resolution.DueAt,
                    complaint.VisitId,
                    complaint.EngagementId,
                    complaint.Cause,
                    complaint.IsLeftAlone(gone),
                    complaint.AccusedIds,
                    complaint.ResponsibleId,
                    complaint.ResponsibleDepartmentId,
                    complaint.InvestigatorId,
                    complaint.Severity,
                    complaint.IsUpheld,
                    complaint.Rounds,
                    complaint.Score,
                    complaint.EndedUnsatisfied,
                    complaint.ClosedAt
                ))
                .ToArray()
        );
    }

    /// <param name="after">The last id of the page before.</param>
    static async Task<Ok<Investigation[]>> Investigations(
        Guid? after,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        var me = caller.PersonId;
        var mine = await db
            .Complaints.AsNoTracking()
            .Where(complaint =>
                complaint.InvestigatorId == me && complaint.State == ComplaintState.Investigating && (after == null || complaint.Id > after)
            )
            .OrderBy(complaint => complaint.Id)
            .Take(limit ?? 200)
            .ToListAsync(stop);
        return TypedResults.Ok(
            mine.Select(complaint => new Investigation(
                    complaint.Id,
                    complaint.BranchId,
                    complaint.Kind,
                    complaint.FiledAt,
                    complaint.History.Current.Resolution.DueAt
                ))
                .ToArray()
        );
    }

    static async Task<Ok<OwnComplaint[]>> Mine(
        Guid? after,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        var me = caller.PersonId;
        return TypedResults.Ok(
            await db
                .Complaints.AsNoTracking()
                .Where(complaint => complaint.FiledBy == me && (after == null || complaint.Id > after))
                .OrderBy(complaint => complaint.Id)
                .Take(limit ?? 200)
                .Select(complaint => new OwnComplaint(complaint.Id, complaint.State, complaint.FiledAt))
                .ToArrayAsync(stop)
        );
    }
}
