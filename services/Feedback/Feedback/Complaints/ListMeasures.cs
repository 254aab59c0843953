using Clinic.Feedback.Improvements;
using Clinic.Feedback.Staff;
using Clinic.Feedback.Surveys;

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
        [Employee] Guid ResponsibleId,
        bool ResponsibleLeft,
        DateTimeOffset? DueAt,
        bool Overdue,
        DateTimeOffset AssignedAt,
        DateTimeOffset? ImplementedAt,
        [Place] Guid BranchId,
        DateTimeOffset? CancelledAt
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapGet("measures", Handle)
            .Needs(Rights.ReadComplaints)
            .WithSummary("What is done because of the complaints of a branch")
            .Refuses(SurveyRefusals.PeriodImpossible);

    /// <param name="branch">Without it, all branches the reader works for.</param>
    /// <param name="status">Only those in these states; several may be named.</param>
    /// <param name="owner">Only those of whoever is trained, or sees to it.</param>
    /// <param name="overdue">Only those that wait and whose time is over.</param>
    /// <param name="dueBefore">Only those to be done before this instant.</param>
    /// <param name="from">Given from this instant on.</param>
    /// <param name="to">Given before this instant.</param>
    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid? branch,
        ActionState[]? status,
        ActionKind? kind,
        Guid? owner,
        Guid? complaint,
        bool? overdue,
        DateTimeOffset? dueBefore,
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
        var (since, until, due) = (from?.ToUniversalTime(), to?.ToUniversalTime(), dueBefore?.ToUniversalTime());
        List<ActionState> states = [.. status ?? []];
        var all = states.Count == 0;

        var (me, now) = (caller.PersonId, clock.GetUtcNow());
        var actions = await db
            .ImprovementActions.AsNoTracking()
            .Where(action =>
                (branch == null || action.BranchId == branch)
                && (all || states.Contains(action.State))
                && (kind == null || action.Kind == kind)
                && (owner == null || action.ResponsibleId == owner)
                && (complaint == null || action.SourceId == complaint)
                && (overdue != true || (action.State == ActionState.Assigned && action.DueAt <= now))
                && (due == null || action.DueAt < due)
                && (since == null || action.AssignedAt >= since)
                && (until == null || action.AssignedAt < until)
                && (after == null || action.Id > after)
            )
            .Where(action => db.Complaints.NotConcerning(me).Any(source => source.Id == action.SourceId))
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
                    action.ImplementedAt,
                    action.BranchId,
                    action.CancelledAt
                ))
                .ToArray()
        );
    }
}
