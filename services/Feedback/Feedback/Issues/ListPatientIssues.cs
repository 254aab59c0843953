namespace Clinic.Feedback.Issues;

/// <summary>
/// Those who handle complaints see what clients were not satisfied with, by ids; the words stay with the survey answer or the call.
/// </summary>
public static class ListPatientIssues
{
    public sealed record Line(
        Guid Id,
        Guid ClientId,
        IssueSource Source,
        Guid SourceId,
        Guid? VisitId,
        Guid? EngagementId,
        DateTimeOffset RecordedAt,
        IssueState Status,
        [Employee] Guid? OwnerId
    );

    internal static void Map(RouteGroupBuilder issues) =>
        issues.MapGet("", Handle).Needs(Rights.ReadComplaints).WithSummary("What clients of a branch were not satisfied with");

    /// <param name="status">Only those in these states; several may be named.</param>
    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid branch,
        IssueState[]? status,
        Guid? after,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        List<IssueState> states = [.. status ?? []];
        var all = states.Count == 0;
        return TypedResults.Ok(
            await db
                .PatientIssues.AsNoTracking()
                .Where(issue => issue.BranchId == branch && (all || states.Contains(issue.State)) && (after == null || issue.Id > after))
                .OrderBy(issue => issue.Id)
                .Take(limit ?? 200)
                .Select(issue => new Line(
                    issue.Id,
                    issue.ClientId,
                    issue.Source,
                    issue.SourceId,
                    issue.VisitId,
                    issue.EngagementId,
                    issue.RecordedAt,
                    issue.State,
                    issue.OwnerId
                ))
                .ToArrayAsync(stop)
        );
    }
}
