using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Leaves;

/// <summary>
/// A second person of HR records, with a reason, that somebody is back before the time that was approved: the leave ends at that instant,
/// the days after it are free for another leave, and the others hear of it (WF-20 7). Once; the same again changes nothing. Refuses:
/// <c>leave-not-begun</c>, <c>leave-cancelled</c>, <c>leave-ended</c>, <c>early-return-impossible</c>, <c>own-employment</c>,
/// <c>needs-second-person</c> (A-80).
/// </summary>
public static class EndLeaveEarly
{
    public sealed record Request(DateTimeOffset EndsAt, [property: Text(500)] string Reason);

    internal static void Map(RouteGroupBuilder leaves) =>
        leaves
            .MapPost("{id:guid}/early-return", Handle)
            .Needs(Rights.RecordLeaves)
            .WithSummary("HR records that somebody is back early")
            .Refuses(
                EmployeeRefusals.OwnEmployment,
                EmployeeRefusals.NeedsSecondPerson,
                LeaveRefusals.LeaveNotBegun,
                LeaveRefusals.LeaveIsCancelled,
                LeaveRefusals.LeaveEnded,
                LeaveRefusals.EarlyReturnImpossible
            );

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
        await db.Open([leave], stop);
        // The database keeps microseconds, by which the same request is recognised again.
        var at = request.EndsAt.ToUniversalTime().AddTicks(-(request.EndsAt.Ticks % TimeSpan.TicksPerMicrosecond));
        var reason = request.Reason.Normalized();
        if (leave.EndedEarlyAt != at || leave.EndedEarlyBy != caller.PersonId || leave.EndedEarlyReason?.Read() != reason)
        {
            var now = clock.GetUtcNow();
            if (leave.EndEarly(at, reason, caller.PersonId, now) is { } refusal)
                return refusal.AsProblem();

            db.Publish(new LeaveEndedEarly(leave.Id, leave.PersonId, leave.BranchId, at, now, 2), leave.Id);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(ListLeaves.Of(leave));
    }
}
