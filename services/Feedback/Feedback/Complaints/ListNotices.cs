namespace Clinic.Feedback.Complaints;

/// <summary>
/// What was told of the complaints of a branch, the newest first: the report at once, and each warning that nobody answered.
/// The manager and the director read it without opening a complaint; nobody reads in it of a complaint about themselves.
/// </summary>
public static class ListNotices
{
    /// <param name="Status">Where the complaint stands by now.</param>
    public sealed record Line(
        Guid ComplaintId,
        NoticeKind Kind,
        int Round,
        int Rung,
        Addressee Told,
        DateTimeOffset DueAt,
        DateTimeOffset ToldAt,
        ComplaintState Status,
        string? NextStep
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints.MapGet("notices", Handle).Needs(Rights.ReadComplaints).WithSummary("What was told of the complaints of a branch");

    /// <param name="to">Only what the manager was told, or the director.</param>
    /// <param name="before">Only what was told before this instant, to read further back.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid branch,
        Addressee? to,
        DateTimeOffset? before,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var (me, until) = (caller.PersonId, before?.ToUniversalTime());
        var told = await db
            .ComplaintNotices.AsNoTracking()
            .Where(notice => notice.BranchId == branch && (to == null || notice.Told == to) && (until == null || notice.ToldAt < until))
            .Join(
                db.Complaints.NotConcerning(me),
                notice => notice.ComplaintId,
                complaint => complaint.Id,
                (notice, complaint) => new { notice, complaint.State }
            )
            .OrderByDescending(row => row.notice.ToldAt)
            .ThenByDescending(row => row.notice.ComplaintId)
            .Take(limit ?? 200)
            .ToListAsync(stop);
        return TypedResults.Ok(
            told.Select(row => new Line(
                    row.notice.ComplaintId,
                    row.notice.Kind,
                    row.notice.Round,
                    row.notice.Rung,
                    row.notice.Told,
                    row.notice.DueAt,
                    row.notice.ToldAt,
                    row.State,
                    row.State.StepAfter()
                ))
                .ToArray()
        );
    }
}
