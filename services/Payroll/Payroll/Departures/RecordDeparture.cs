using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Grades;
using Clinic.Payroll.Leaves;

namespace Clinic.Payroll.Departures;

/// <summary>
/// HR records that a person leaves (WF-40 6): after a last day that is named, today or ahead, or at once when none is named. The person
/// works and is paid through the last day; leaves that begin after it are cancelled. Needs If-Match; recording the same departure
/// again changes nothing. The reason is a code, because it travels in the fact.
/// Refuses: <c>employee-left</c>, <c>departure-recorded</c>, <c>own-employment</c> (A-80), <c>last-day-out-of-range</c>,
/// <c>last-day-before-hire</c>.
/// </summary>
public static class RecordDeparture
{
    public sealed record Request(
        [property: Required, Form("[A-Za-z][A-Za-z0-9-]{1,39}", "2 to 40 letters, digits and hyphens, a letter first")] string ReasonCode,
        DateOnly? LastDay = null
    );

    public sealed record Response(Guid Id, string ReasonCode, DateOnly LastDay);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("{id:guid}/departure", Handle)
            .Needs(Rights.RecordDepartures)
            .WithSummary("HR records that a person leaves (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                GradeRefusals.BranchNotKnown,
                EmployeeRefusals.EmployeeLeft,
                EmployeeRefusals.DepartureRecorded,
                EmployeeRefusals.OwnEmployment,
                DepartureRefusals.LastDayOutOfRange,
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
        // One after the other with the approval of leaves, so that none after the last day is overlooked.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(id, stop);
        if (await db.Employees.FindAsync([id], stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        if (IsRecorded(employee, request))
            return Gone();
        if (IfMatch.Check(http.Request, employee) is { } stale)
            return stale.AsProblem();
        if (await db.Branches.FindAsync([employee.BranchId], stop) is not { } branch)
            return GradeRefusals.BranchNotKnown.AsProblem();

        var now = clock.GetUtcNow();
        var today = branch.DayOf(now);
        if (request.LastDay > today.AddYears(1))
            return DepartureRefusals.LastDayOutOfRange.AsProblem();
        var isAhead = request.LastDay >= today;
        DateTimeOffset? endsAt = isAhead ? branch.StartOf(request.LastDay!.Value.AddDays(1)) : null;
        if (employee.Depart(request.ReasonCode, request.LastDay ?? today, endsAt, caller.PersonId, now) is { } refusal)
            return refusal.AsProblem();

        Departure departure = new()
        {
            EmployeeId = id,
            Number = employee.EventVersion,
            BranchId = employee.BranchId,
            ReasonCode = request.ReasonCode,
            LastDay = employee.LastDay!.Value,
            EndsAt = endsAt ?? (request.LastDay is { } day ? branch.StartOf(day.AddDays(1)) : now),
            RecordedBy = caller.PersonId,
            At = now,
        };
        db.Add(departure);
        db.Publish(
            new EmployeeLeft(id, employee.BranchId, request.ReasonCode, now, employee.EventVersion, isAhead ? request.LastDay : null),
            id
        );
        await LeavesOfLeaver.Cancel(db, departure.EndsAt, new(id, departure.Number, caller.PersonId, now), stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Gone();

        Ok<Response> Gone()
        {
            IfMatch.Tell(http.Response, employee);
            return TypedResults.Ok(new Response(id, request.ReasonCode, employee.LastDay!.Value));
        }
    }

    static bool IsRecorded(Employee employee, Request request) =>
        employee is { LastDay: { } day, HireWithdrawnAt: null }
        && employee.LeavingReason == request.ReasonCode
        && (request.LastDay ?? day) == day;
}
