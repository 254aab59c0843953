using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>Everybody reads their own record: post, days, agreements, mobile number, and the term of base pay in force.</summary>
public static class GetOwnEmployment
{
    /// <param name="Name">The working name, as on the badge.</param>
    public sealed record Response(
        [Employee] Guid Id,
        [Place] Guid BranchId,
        string Name,
        Post Post,
        [Employee] Guid? SupervisorId,
        DateOnly HireDate,
        DateOnly? LastDay,
        IReadOnlyList<string> SignedAgreements,
        string? Mobile,
        GetEmployee.Pay Pay
    );

    internal static void Map(RouteGroupBuilder employees) =>
        employees.MapGet("me", Handle).Needs(Rights.ReadOwnEmployment).WithSummary("My own record");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var me = caller.PersonId;
        if (await db.Employees.AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == me, stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        await db.Open([employee], stop);
        return TypedResults.Ok(
            new Response(
                employee.Id,
                employee.BranchId,
                employee.Name,
                employee.Post,
                employee.SupervisorId,
                employee.HireDate,
                employee.LastDay,
                await GetEmployee.SignedBy(db, me, stop),
                employee.Mobile?.Read(),
                await GetEmployee.PayOf(db, employee, clock.GetUtcNow(), stop)
            )
        );
    }
}
