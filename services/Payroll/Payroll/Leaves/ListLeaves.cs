using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Leaves;

/// <summary>
/// Those who decide on leave list the leaves of a branch or of one person, in the order they were recorded, without the reasons.
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
        DateTimeOffset? EndedEarlyAt
    );

    internal static void Map(RouteGroupBuilder leaves) =>
        leaves.MapGet("", Handle).Needs(Rights.ReadLeaves).WithSummary("The leaves of a branch (after: the last id of the page before)");

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
            leave.EndedEarlyAt
        );

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid branch,
        Guid? employee,
        Guid? after,
        [Range(1, 200)] int? limit,
        PayrollDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var leaves = await db
            .Leaves.AsNoTracking()
            .Where(leave =>
                leave.BranchId == branch && (employee == null || leave.PersonId == employee) && (after == null || leave.Id > after)
            )
            .OrderBy(leave => leave.Id)
            .Take(limit ?? 200)
            .ToListAsync(stop);
        return TypedResults.Ok(leaves.Select(Of).ToArray());
    }
}
