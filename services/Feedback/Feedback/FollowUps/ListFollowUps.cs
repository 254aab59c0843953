using System.Text.Json;

namespace Clinic.Feedback.FollowUps;

/// <summary>The agent's list of calls, the earliest first; and one of them in full, which is audited.</summary>
public static class ListFollowUps
{
    public sealed record Line(
        Guid Id,
        Guid ClientId,
        Guid? VisitId,
        Guid? EngagementId,
        FollowUpState Status,
        int Attempts,
        DateTimeOffset ServedAt,
        DateTimeOffset DueAt,
        bool Overdue
    );

    public sealed record Attempt(Guid Id, AttemptOutcome Outcome, JsonElement Content, [Employee] Guid MadeBy, DateTimeOffset MadeAt);

    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        Guid ClientId,
        Guid? VisitId,
        Guid? EngagementId,
        Guid CaseId,
        FollowUpState Status,
        AttemptOutcome? Outcome,
        DateTimeOffset ServedAt,
        DateTimeOffset DueAt,
        bool Overdue,
        DateTimeOffset? ClosedAt,
        IReadOnlyList<Attempt> Attempts
    );

    internal static void Map(RouteGroupBuilder followUps)
    {
        followUps.MapGet("", OfBranch).Needs(Rights.ReadFollowUps).WithSummary("The follow-ups of a branch, or of one visit or engagement");
        followUps.MapGet("{followUpId:guid}", One).Needs(Rights.ReadFollowUps).WithSummary("A follow-up with its attempts; audited");
    }

    /// <param name="source">A visit or an engagement.</param>
    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> OfBranch(
        Guid branch,
        Guid? source,
        FollowUpState? status,
        Guid? after,
        [Range(1, 200)] int? limit,
        FeedbackDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        return TypedResults.Ok(
            await db
                .FollowUps.AsNoTracking()
                .Where(followUp =>
                    followUp.BranchId == branch
                    && (source == null || followUp.SourceId == source)
                    && (status == null || followUp.State == status)
                    && (after == null || followUp.Id > after)
                )
                .OrderBy(followUp => followUp.Id)
                .Take(limit ?? 200)
                .Select(followUp => new Line(
                    followUp.Id,
                    followUp.ClientId,
                    followUp.VisitId,
                    followUp.EngagementId,
                    followUp.State,
                    followUp.Attempts,
                    followUp.ServedAt,
                    followUp.DueAt,
                    followUp.Overdue
                ))
                .ToArrayAsync(stop)
        );
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> One(Guid followUpId, FeedbackDb db, CancellationToken stop)
    {
        if (await db.FollowUps.FindAsync([followUpId], stop) is not { } followUp)
            return Refusal.NotFound.AsProblem();

        var attempts = await db
            .FollowUpAttempts.AsNoTracking()
            .Where(attempt => attempt.FollowUpId == followUp.Id)
            .OrderBy(attempt => attempt.MadeAt)
            .ThenBy(attempt => attempt.Id)
            .ToListAsync(stop);
        await db.Open(attempts, stop);
        db.NoteRead(nameof(FollowUp), followUp.Id, followUp.BranchId, nameof(FollowUpAttempt.Content));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(
            new Response(
                followUp.Id,
                followUp.BranchId,
                followUp.ClientId,
                followUp.VisitId,
                followUp.EngagementId,
                followUp.CaseId,
                followUp.State,
                followUp.Outcome,
                followUp.ServedAt,
                followUp.DueAt,
                followUp.Overdue,
                followUp.ClosedAt,
                [.. attempts.Select(attempt => new Attempt(attempt.Id, attempt.Outcome, attempt.AsJson(), attempt.MadeBy, attempt.MadeAt))]
            )
        );
    }
}
