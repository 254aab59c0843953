using Clinic.Feedback.Improvements;
using Clinic.Feedback.Staff;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// What is being done because of the complaints of a branch, without the words. What belongs to somebody who left waits for the
/// manager, who gives it to somebody else. Nobody reads of a complaint about themselves.
/// </summary>
public static class ListMeasures
{
    /// <param name="ResponsibleId">Whoever is trained, or sees to it.</param>
    /// <param name="ResponsibleLeft">True when that person does not work here any more.</param>
    public sealed record Line(
        Guid Id,
        Guid ComplaintId,
        ActionKind Kind,
        ActionState Status,
        Guid ResponsibleId,
        bool ResponsibleLeft,
        DateTimeOffset? DueAt,
        bool Overdue,
        DateTimeOffset AssignedAt,
        DateTimeOffset? ImplementedAt
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapGet("measures", Handle)
            .Needs(Rights.ReadComplaints)
            .WithSummary("What is done because of the complaints of a branch");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid branch,
        ActionState? status,
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

        var (me, now) = (caller.PersonId, clock.GetUtcNow());
        var actions = await db
            .ImprovementActions.AsNoTracking()
            .Where(action =>
                action.BranchId == branch && (status == null || action.State == status) && (after == null || action.Id > after)
            )
            .Where(action => db.Complaints.NotConcerning(me).Any(complaint => complaint.Id == action.SourceId))
            .OrderBy(action => action.Id)
            .Take(limit ?? 200)
            .ToListAsync(stop);
        var gone = await db.WhoIsGone(actions.Select(action => action.ResponsibleId), now, stop);
        return TypedResults.Ok(
            actions
                .Select(action => new Line(
                    action.Id,
                    action.SourceId,
                    action.Kind,
                    action.State,
                    action.ResponsibleId,
                    gone.Contains(action.ResponsibleId),
                    action.DueAt,
                    action.IsOverdue(now),
                    action.AssignedAt,
                    action.ImplementedAt
                ))
                .ToArray()
        );
    }
}
