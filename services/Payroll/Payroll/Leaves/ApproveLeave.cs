using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Leaves;

/// <summary>
/// HR records that a person's leave is approved, with reason and span (WF-20 3, R-058), and the others hear of it. The same body again
/// answers the same. Refuses: <c>leave-span-impossible</c>, <c>leave-overlaps</c>, <c>leave-after-last-day</c>, <c>employee-left</c>,
/// <c>own-employment</c> (A-80).
/// </summary>
public static class ApproveLeave
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid EmployeeId,
        LeaveKind Kind,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        [property: Text(500)] string Reason
    );

    internal static void Map(RouteGroupBuilder leaves) =>
        leaves
            .MapPost("", Handle)
            .Needs(Rights.RecordLeaves)
            .WithSummary("HR records an approved leave")
            .Refuses(
                LeaveRefusals.LeaveOverlaps,
                LeaveRefusals.LeaveSpanImpossible,
                LeaveRefusals.LeaveAfterLastDay,
                EmployeeRefusals.EmployeeLeft,
                EmployeeRefusals.OwnEmployment,
                Refusal.IdTaken
            );

    static async Task<Results<Created<ListLeaves.Line>, Ok<ListLeaves.Line>, ProblemHttpResult>> Handle(
        Request request,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        // One after the other, so that of two leaves at one moment the second is told what stands against it, and none passes a departure.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(request.EmployeeId, stop);
        if (await db.Employees.FindAsync([request.EmployeeId], stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        var known = await db.Leaves.FindAsync([request.Id], stop);
        if (known is null)
        {
            var now = clock.GetUtcNow();
            Leave leave = new()
            {
                Id = request.Id,
                BranchId = employee.BranchId,
                PersonId = employee.Id,
                Kind = request.Kind,
                StartsAt = request.StartsAt.ToUniversalTime(),
                EndsAt = request.EndsAt.ToUniversalTime(),
                Reason = request.Reason.Normalized(),
                ApprovedBy = caller.PersonId,
                ApprovedAt = now,
            };
            if (leave.CheckApproval(employee, caller.PersonId, now) is { } refusal)
                return refusal.AsProblem();

            db.Add(leave);
            db.Publish(
                new LeaveApproved(leave.Id, employee.Id, employee.BranchId, leave.Kind, leave.StartsAt, leave.EndsAt, now, 1),
                leave.Id
            );
            if (await db.TrySaveNew(stop))
            {
                await transaction.CommitAsync(stop);
                return TypedResults.Created($"/leaves?branch={leave.BranchId}&employee={leave.PersonId}", ListLeaves.Of(leave));
            }
            await transaction.RollbackAsync(stop);
            known = await db.Leaves.FindAsync([request.Id], stop);
        }
        if (known is null)
            return Refusal.IdTaken.AsProblem();
        await db.Open([known], stop);
        return
            (known.PersonId, known.Kind, known.StartsAt, known.EndsAt, known.Reason.Read())
            == (request.EmployeeId, request.Kind, request.StartsAt, request.EndsAt, request.Reason.Normalized())
            ? TypedResults.Ok(ListLeaves.Of(known))
            : Refusal.IdTaken.AsProblem();
    }
}
