using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Leaves;

/// <summary>
/// HR takes an approved leave back before it begins, with a reason (WF-20 7), and the others hear of it. Once. Refuses:
/// <c>leave-begun</c>, <c>own-employment</c> (A-80).
/// </summary>
public static class CancelLeave
{
    public sealed record Request([property: Text(500)] string Reason);

    internal static void Map(RouteGroupBuilder leaves) =>
        leaves
            .MapPost("{id:guid}/cancellation", Handle)
            .Needs(Rights.RecordLeaves)
            .WithSummary("HR takes an approved leave back")
            .Refuses(EmployeeRefusals.OwnEmployment, LeaveRefusals.LeaveBegun);

    static async Task<Results<Ok<ListLeaves.Line>, ProblemHttpResult>> Handle(
        Guid id,
        Request request,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Leaves.FindAsync([id], stop) is not { } leave)
            return Refusal.NotFound.AsProblem();
        if (leave.CancelledAt is null)
        {
            var now = clock.GetUtcNow();
            if (leave.Cancel(request.Reason.Normalized(), caller.PersonId, now) is { } refusal)
                return refusal.AsProblem();

            db.Publish(new LeaveCancelled(leave.Id, leave.PersonId, leave.BranchId, now, 2), leave.Id);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(ListLeaves.Of(leave));
    }
}
