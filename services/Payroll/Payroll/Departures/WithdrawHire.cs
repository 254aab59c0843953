using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Leaves;

namespace Clinic.Payroll.Departures;

/// <summary>
/// A second person takes back a hiring that was recorded by mistake, with a reason: no day was worked, none is paid, and every leave is
/// cancelled. The hiring stays on record. Needs If-Match; the same again changes nothing.
/// Refuses: <c>hire-withdrawn</c>, <c>already-paid</c>, <c>own-employment</c>, <c>needs-second-person</c> (A-80).
/// </summary>
public static class WithdrawHire
{
    public sealed record Request([property: Text(500)] string Reason);

    public sealed record Response(Guid Id, DateTimeOffset WithdrawnAt);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("{id:guid}/hire-withdrawal", Handle)
            .Needs(Rights.Hire)
            .WithSummary("A second person takes a hiring back (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                DepartureRefusals.HireWithdrawn,
                DepartureRefusals.AlreadyPaid,
                EmployeeRefusals.OwnEmployment,
                EmployeeRefusals.NeedsSecondPerson
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
        if (await db.Employees.AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == id, stop) is not { BranchId: var branch })
            return Refusal.NotFound.AsProblem();
        // A pay run is worked out and locked by whoever holds its branch; leaves are approved by whoever holds the person.
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubjects([branch, id], stop);
        var employee = (await db.Employees.FindAsync([id], stop))!;
        if (
            await db.CorrectionOf(employee, Mistake.Hire, stop) is { } done
            && (done.By, done.Reason.Read()) == (caller.PersonId, request.Reason.Normalized())
        )
            return Withdrawn(done.At);
        if (IfMatch.Check(http.Request, employee) is { } stale)
            return stale.AsProblem();
        if (employee.HireWithdrawnAt is not null)
            return DepartureRefusals.HireWithdrawn.AsProblem();
        if (await WasPaid(db, id, stop))
            return DepartureRefusals.AlreadyPaid.AsProblem();

        var now = clock.GetUtcNow();
        var hiredBy = await db
            .PayTerms.Where(term => term.EmployeeId == id && term.Number == 1)
            .Select(term => term.AgreedBy)
            .SingleAsync(stop);
        if (employee.WithdrawHire(hiredBy, caller.PersonId, now) is { } refusal)
            return refusal.AsProblem();

        db.Add(
            new EmploymentCorrection
            {
                EmployeeId = id,
                Number = employee.EventVersion,
                BranchId = branch,
                Of = Mistake.Hire,
                Corrects = 1,
                Reason = request.Reason.Normalized(),
                By = caller.PersonId,
                At = now,
            }
        );
        db.Publish(new HireWithdrawn(id, branch, now, employee.EventVersion), id);
        await LeavesOfLeaver.Cancel(db, DateTimeOffset.MinValue, new(id, employee.EventVersion, caller.PersonId, now), stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Withdrawn(now);

        Ok<Response> Withdrawn(DateTimeOffset at)
        {
            IfMatch.Tell(http.Response, employee);
            return TypedResults.Ok(new Response(id, at));
        }
    }

    static Task<bool> WasPaid(PayrollDb db, Guid id, CancellationToken stop) =>
        db.Payslips.AnyAsync(
            slip => slip.PersonId == id && db.PayLocks.Any(done => done.PayRunId == slip.PayRunId && done.Number == slip.Number),
            stop
        );
}
