using Clinic.Feedback.Contracts;
using Clinic.Feedback.Staff;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// Where the complaints of a branch stand, without their words, a page at a time; and everybody's own filings and investigations. Nobody
/// finds a complaint about themselves there.
/// </summary>
public static class ListComplaints
{
    /// <param name="InvestigatorLeft">True when whoever investigates left: the manager appoints somebody else.</param>
    public sealed record Line(
        Guid Id,
        Guid BranchId,
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
        bool InvestigatorLeft
    );

    /// <summary>What whoever took a complaint down sees of it afterwards.</summary>
    public sealed record OwnComplaint(Guid Id, ComplaintState Status, DateTimeOffset FiledAt);

    /// <summary>What the appointed person sees without opening it.</summary>
    public sealed record Investigation(Guid Id, Guid BranchId, ComplaintKind Kind, DateTimeOffset FiledAt, DateTimeOffset ResolutionDueAt);

    internal static void Map(RouteGroupBuilder complaints)
    {
        complaints.MapGet("", OfBranch).Needs(Rights.ReadComplaints).WithSummary("Where the complaints of a branch stand");
        complaints.MapGet("mine", Mine).Needs(Rights.FileComplaints).WithSummary("What became of the complaints I took down");
        complaints
            .MapGet("investigations", Investigations)
            .Needs(Rights.InvestigateComplaints)
            .WithSummary("The complaints that wait for my finding");
    }

    /// <param name="cause">Only those with this cause, for example a quarrel or a forced treatment .</param>
    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> OfBranch(
        Guid branch,
        ComplaintState? status,
        CauseClass? cause,
        Guid? after,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var complaints = await db
            .Complaints.AsNoTracking()
            .NotConcerning(caller.PersonId)
            .Where(complaint =>
                complaint.BranchId == branch
                && (status == null || complaint.State == status)
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
                    complaint.IsLeftAlone(gone)
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
