using Clinic.Payroll.Contracts;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.Employees;

/// <summary>
/// HR records that a person left, on the last clinic day of work or after it (WF-40 6). Needs If-Match; recording the same
/// departure again changes nothing. The reason is a code, because it travels in the fact.
/// Refuses: <c>employee-left</c>, <c>own-employment</c> (A-80), <c>last-day-in-future</c>, <c>last-day-before-hire</c>.
/// </summary>
public static class RecordDeparture
{
    public sealed record Request(
        [property: Required, RegularExpression("[A-Za-z][A-Za-z0-9-]{1,39}")] string ReasonCode,
        DateOnly? LastDay = null
    );

    public sealed record Response(Guid Id, string ReasonCode, DateOnly LastDay);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("{id:guid}/departure", Handle)
            .Needs(Rights.RecordDepartures)
            .WithSummary("HR records that a person left (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                GradeRefusals.BranchNotKnown,
                EmployeeRefusals.EmployeeLeft,
                EmployeeRefusals.OwnEmployment,
                EmployeeRefusals.LastDayInFuture,
                EmployeeRefusals.LastDayBeforeHire
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        Request request,
        HttpContext http,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Employees.FindAsync([id], stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        if (employee is { LastDay: { } day } && employee.LeavingReason == request.ReasonCode && (request.LastDay ?? day) == day)
            return Gone();
        if (IfMatch.Check(http.Request, employee) is { } stale)
            return stale.AsProblem();
        if (await db.Branches.FindAsync([employee.BranchId], stop) is not { } branch)
            return GradeRefusals.BranchNotKnown.AsProblem();

        var now = clock.GetUtcNow();
        var today = branch.DayOf(now);
        if (employee.Depart(request.ReasonCode, request.LastDay ?? today, today, caller.PersonId) is { } refusal)
            return refusal.AsProblem();

        db.Publish(new EmployeeLeft(id, employee.BranchId, request.ReasonCode, now, employee.EventVersion), id);
        await db.SaveChangesAsync(stop);
        return Gone();

        Ok<Response> Gone()
        {
            IfMatch.Tell(http.Response, employee);
            return TypedResults.Ok(new Response(id, request.ReasonCode, employee.LastDay!.Value));
        }
    }
}
