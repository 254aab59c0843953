using Clinic.Payroll.Grades;

namespace Clinic.Payroll.Employees;

/// <summary>
/// HR agrees with a person on base grade and base pay (per month) from a clinic day on; the terms before stay as they were
/// when no amount is agreed, it is what the branch's grade table says on that day. Needs If-Match; the same terms again change
/// nothing. Nobody else is told.
/// Refuses: <c>employee-left</c>, <c>own-employment</c>, <c>grade-from-not-later</c>, <c>grade-from-too-far</c>, <c>other-currency</c>,
/// <c>grade-not-in-table</c>.
/// </summary>
public static class SetBaseGrade
{
    public sealed record Request(
        [property: Required, Form("[A-Z][0-9]{1,2}", "a capital letter and one or two digits (E3)")] string BaseGrade,
        DateOnly From,
        [property: Text(500)] string Reason,
        PayAmount? BasePay = null
    );

    public sealed record Response(Guid Id, string BaseGrade, Money BasePay, DateOnly From);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("{id:guid}/base-grade", Handle)
            .Needs(Rights.SetPay)
            .WithSummary("HR agrees on base grade and pay from a day on (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                EmployeeRefusals.GradeNotInTable,
                GradeRefusals.BranchNotKnown,
                EmployeeRefusals.EmployeeLeft,
                EmployeeRefusals.OwnEmployment,
                GradeRefusals.GradeFromTooFar,
                GradeRefusals.GradeFromNotLater,
                GradeRefusals.OtherCurrency
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
        var latest = await db
            .PayTerms.AsNoTracking()
            .Where(term => term.EmployeeId == id)
            .OrderByDescending(term => term.Number)
            .FirstAsync(stop);
        var now = clock.GetUtcNow();
        // Asked again for what was agreed by the table, which may have changed since.
        var isRepeated = (latest.BaseGrade, latest.From) == (request.BaseGrade, request.From);
        var agreed = request.BasePay?.AsMoney() ?? (isRepeated ? latest.BasePay : null);
        agreed ??= (await GradeTable.Of(db, employee.BranchId, stop)).On(request.BaseGrade, request.From)?.BasePay;
        if (agreed is not { } basePay)
            return EmployeeRefusals.GradeNotInTable.AsProblem();
        if (latest.Agrees(request.BaseGrade, basePay, request.From))
            return Agreed();
        if (IfMatch.Check(http.Request, employee) is { } stale)
            return stale.AsProblem();
        if (await db.Branches.FindAsync([employee.BranchId], stop) is not { } branch)
            return GradeRefusals.BranchNotKnown.AsProblem();
        PayTerm next = new()
        {
            EmployeeId = id,
            Number = employee.PayTerms + 1,
            BranchId = employee.BranchId,
            BaseGrade = request.BaseGrade,
            BasePay = basePay,
            From = request.From,
            Reason = request.Reason.Normalized(),
            AgreedBy = caller.PersonId,
            At = now,
        };
        if (employee.AgreeOnPay(latest, next, branch.DayOf(now), now) is { } refusal)
            return refusal.AsProblem();

        db.Add(next);
        await db.SaveChangesAsync(stop);
        return Agreed();

        Ok<Response> Agreed()
        {
            IfMatch.Tell(http.Response, employee);
            return TypedResults.Ok(new Response(id, request.BaseGrade, basePay, request.From));
        }
    }
}
