using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>
/// A colleague looks up one person. Mobile and pay are shown only to whoever holds <c>employees.pay</c> at the person's
/// branch, and that look is noted. The ETag is the version that acts name with If-Match.
/// </summary>
public static class GetEmployee
{
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        string Name,
        Post Post,
        [Employee] Guid? SupervisorId,
        DateOnly HireDate,
        DateOnly? LastDay,
        string[] SignedAgreements,
        string? Mobile,
        Pay? Pay,
        DateTimeOffset? HireWithdrawnAt
    );

    /// <summary>The term of base pay in force today, or the first one before the first day of work; pay is per month.</summary>
    public sealed record Pay(string BaseGrade, Money BasePay, DateOnly From);

    internal static void Map(RouteGroupBuilder employees) =>
        employees.MapGet("{id:guid}", Handle).Needs(Rights.ReadEmployees).WithSummary("One person of the group");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        HttpResponse answer,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Employees.AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == id, stop) is not { } employee)
            return Refusal.NotFound.AsProblem();
        var signed = await db
            .Agreements.Where(agreement => agreement.EmployeeId == id)
            .OrderBy(agreement => agreement.SignedAt)
            .Select(agreement => agreement.DocumentVersion)
            .ToArrayAsync(stop);
        IfMatch.Tell(answer, employee);
        if (!caller.Grants.Cover(Rights.SetPay.Code, employee.BranchId))
            return TypedResults.Ok(Shown(null, null));

        var branch = await db.Branches.AsNoTracking().SingleAsync(candidate => candidate.Id == employee.BranchId, stop);
        var today = branch.DayOf(clock.GetUtcNow());
        var terms = await db.PayTerms.AsNoTracking().Where(term => term.EmployeeId == id).OrderBy(term => term.Number).ToListAsync(stop);
        var term = terms.LastOrDefault(payTerm => payTerm.From <= today) ?? terms[0];
        await db.Open([employee], stop);
        db.NoteRead(nameof(Employee), id, employee.BranchId, nameof(Employee.Mobile), nameof(PayTerm.BaseGrade), nameof(PayTerm.BasePay));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(Shown(employee.Mobile?.Read(), new(term.BaseGrade, term.BasePay, term.From)));

        Response Shown(string? mobile, Pay? pay) =>
            new(
                employee.Id,
                employee.BranchId,
                employee.Name,
                employee.Post,
                employee.SupervisorId,
                employee.HireDate,
                employee.LastDay,
                signed,
                mobile,
                pay,
                employee.HireWithdrawnAt
            );
    }
}
