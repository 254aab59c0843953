using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Leaves;

namespace Clinic.Payroll.Departures;

/// <summary>
/// A second person takes back a departure that was recorded by mistake, with a reason: the person is employed as before, and leaves
/// that the departure cancelled stand again, each under a new id. The departure stays on record. Needs If-Match; the same again changes
/// nothing. Refuses: <c>no-departure</c>, <c>own-employment</c>, <c>needs-second-person</c> (A-80).
/// </summary>
public static class WithdrawDeparture
{
    public sealed record Request([property: Text(500)] string Reason);

    public sealed record Response(Guid Id, Post Post, DateTimeOffset WithdrawnAt);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("{id:guid}/departure/withdrawal", Handle)
            .Needs(Rights.RecordDepartures)
            .WithSummary("A second person takes a departure back (If-Match)")
            .NeedsIfMatch()
            .Refuses(DepartureRefusals.NoDeparture, EmployeeRefusals.OwnEmployment, EmployeeRefusals.NeedsSecondPerson);

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
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubject(id, stop);
        if (await db.Employees.FindAsync([id], stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        if (
            await db.CorrectionOf(employee, Mistake.Departure, stop) is { } done
            && (done.By, done.Reason.Read()) == (caller.PersonId, request.Reason.Normalized())
        )
            return Withdrawn(done.At);
        if (IfMatch.Check(http.Request, employee) is { } stale)
            return stale.AsProblem();
        if (
            employee is not { LastDay: not null, HireWithdrawnAt: null }
            || await db
                .Departures.AsNoTracking()
                .Where(recorded => recorded.EmployeeId == id)
                .OrderByDescending(recorded => recorded.Number)
                .FirstOrDefaultAsync(stop)
                is not { } departure
        )
            return DepartureRefusals.NoDeparture.AsProblem();
        if (employee.WithdrawDeparture(departure.RecordedBy, caller.PersonId) is { } refusal)
            return refusal.AsProblem();

        var now = clock.GetUtcNow();
        db.Add(
            new EmploymentCorrection
            {
                EmployeeId = id,
                Number = employee.EventVersion,
                BranchId = employee.BranchId,
                Of = Mistake.Departure,
                Corrects = departure.Number,
                Reason = request.Reason.Normalized(),
                By = caller.PersonId,
                At = now,
            }
        );
        db.Publish(new DepartureWithdrawn(id, employee.BranchId, employee.Post, now, employee.EventVersion), id);
        await LeavesOfLeaver.Restore(db, id, departure.Number, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Withdrawn(now);

        Ok<Response> Withdrawn(DateTimeOffset at)
        {
            IfMatch.Tell(http.Response, employee);
            return TypedResults.Ok(new Response(id, employee.Post, at));
        }
    }
}
