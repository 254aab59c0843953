using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Leaves;

/// <summary>How a leave stands.</summary>
public enum LeaveStatus
{
    /// <summary>It is taken, or will be, as it was approved.</summary>
    Approved,

    /// <summary>The person came back before its end.</summary>
    EndedEarly,

    /// <summary>It was taken back, or fell with the employment.</summary>
    Cancelled,
}

/// <summary>
/// Those who decide on leave list the leaves of the branches where they may, of one of them, of one person, or of a time, in the order they
/// were recorded, without the reasons. A leave belongs to a time when a part of it does, as it was approved. Refuses: <c>time-turned</c>.
/// </summary>
public static class ListLeaves
{
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        LeaveKind Kind,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        DateTimeOffset ApprovedAt,
        DateTimeOffset? CancelledAt,
        DateTimeOffset? EndedEarlyAt,
        LeaveStatus Status
    );

    internal static void Map(RouteGroupBuilder leaves) =>
        leaves
            .MapGet("", Handle)
            .Needs(Rights.ReadLeaves)
            .WithSummary("Leaves by branch, person, time and status (after: the last id of the page before)")
            .Refuses(LeaveRefusals.TimeTurned);

    internal static Line Of(Leave leave) =>
        new(
            leave.Id,
            leave.PersonId,
            leave.BranchId,
            leave.Kind,
            leave.StartsAt,
            leave.EndsAt,
            leave.ApprovedAt,
            leave.CancelledAt,
            leave.EndedEarlyAt,
            leave.CancelledAt is not null ? LeaveStatus.Cancelled
                : leave.EndedEarlyAt is not null ? LeaveStatus.EndedEarly
                : LeaveStatus.Approved
        );

    /// <summary>Those of the leaves that stand so and lie, by a part, in a time.</summary>
    internal static IQueryable<Leave> Asked(IQueryable<Leave> leaves, LeaveStatus[]? status, DateTimeOffset? from, DateTimeOffset? to)
    {
        var (approved, endedEarly, cancelled) = (Asks(LeaveStatus.Approved), Asks(LeaveStatus.EndedEarly), Asks(LeaveStatus.Cancelled));
        return leaves.Where(leave =>
            (
                leave.CancelledAt != null ? cancelled
                : leave.EndedEarlyAt != null ? endedEarly
                : approved
            )
            && (from == null || leave.EndsAt > from)
            && (to == null || leave.StartsAt < to)
        );

        bool Asks(LeaveStatus wanted) => status is not { Length: > 0 } || status.Contains(wanted);
    }

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid? branch,
        Guid? employee,
        LeaveStatus[]? status,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        [Range(1, 200)] int? limit,
        PayrollDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (branch is { } at && !caller.WorksIn(at))
            return Refusal.NotFound.AsProblem();
        if (from >= to)
            return LeaveRefusals.TimeTurned.AsProblem();

        var (group, branches) = (caller.SeesGroup, caller.Branches);
        // Own leaves of other branches are in sight too, but belong to that person's own page.
        var leaves = await Asked(db.Leaves.AsNoTracking(), status, from, to)
            .Where(leave =>
                (group || branches.Contains(leave.BranchId))
                && (branch == null || leave.BranchId == branch)
                && (employee == null || leave.PersonId == employee)
                && (after == null || leave.Id > after)
            )
            .OrderBy(leave => leave.Id)
            .Take(limit ?? 200)
            .ToListAsync(stop);
        return TypedResults.Ok(leaves.Select(Of).ToArray());
    }
}
