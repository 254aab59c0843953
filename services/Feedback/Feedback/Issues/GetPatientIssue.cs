using System.Text.Json;

namespace Clinic.Feedback.Issues;

/// <summary>
/// Those who handle complaints read one issue with the steps of whoever looks into it; audited. What the client said is read with the
/// survey answer or the call.
/// </summary>
public static class GetPatientIssue
{
    public sealed record Step(Guid Id, IssueStepKind Kind, JsonElement Content, [Employee] Guid? TakenBy, DateTimeOffset TakenAt);

    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        Guid ClientId,
        IssueSource Source,
        Guid SourceId,
        Guid? VisitId,
        Guid? EngagementId,
        DateTimeOffset RecordedAt,
        IssueState Status,
        [Employee] Guid? OwnerId,
        DateTimeOffset? AnsweredAt,
        DateTimeOffset? ClosedAt,
        IReadOnlyList<Step> Steps
    );

    internal static void Map(RouteGroupBuilder issues) =>
        issues.MapGet("{issueId:guid}", Handle).Needs(Rights.ReadComplaints).WithSummary("An issue with its steps; audited");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid issueId, FeedbackDb db, CancellationToken stop)
    {
        if (await db.PatientIssues.FindAsync([issueId], stop) is not { } issue)
            return Refusal.NotFound.AsProblem();

        var steps = await db
            .IssueSteps.AsNoTracking()
            .Where(step => step.IssueId == issue.Id)
            .OrderBy(step => step.TakenAt)
            .ThenBy(step => step.Id)
            .ToListAsync(stop);
        await db.Open(steps, stop);
        db.NoteRead(nameof(PatientIssue), issue.Id, issue.BranchId, nameof(IssueStep.Content));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                issue.Id,
                issue.BranchId,
                issue.ClientId,
                issue.Source,
                issue.SourceId,
                issue.VisitId,
                issue.EngagementId,
                issue.RecordedAt,
                issue.State,
                issue.OwnerId,
                issue.AnsweredAt,
                issue.ClosedAt,
                [.. steps.Select(step => new Step(step.Id, step.Kind, step.AsJson(), step.TakenBy, step.TakenAt))]
            )
        );
    }
}
