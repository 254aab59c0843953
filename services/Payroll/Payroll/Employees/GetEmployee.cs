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

    /// <summary>The versions of the confidentiality agreement that a person signed, in their order.</summary>
    internal static Task<string[]> SignedBy(PayrollDb db, Guid person, CancellationToken stop) =>
        db
            .Agreements.Where(agreement => agreement.EmployeeId == person)
            .OrderBy(agreement => agreement.SignedAt)
            .Select(agreement => agreement.DocumentVersion)
            .ToArrayAsync(stop);

    /// <summary>The term of pay that is in force for a person at an instant, or the first one.</summary>
    internal static async Task<Pay> PayOf(PayrollDb db, Employee employee, DateTimeOffset now, CancellationToken stop)
    {
        var branch = await db.Branches.AsNoTracking().SingleAsync(candidate => candidate.Id == employee.BranchId, stop);
        var today = branch.DayOf(now);
        var terms = await db
            .PayTerms.AsNoTracking()
            .Where(term => term.EmployeeId == employee.Id)
            .OrderBy(term => term.Number)
            .ToListAsync(stop);
        var inForce = terms.LastOrDefault(payTerm => payTerm.From <= today) ?? terms[0];
        return new(inForce.BaseGrade, inForce.BasePay, inForce.From);
    }

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
        var signed = await SignedBy(db, id, stop);
        IfMatch.Tell(answer, employee);
        if (!caller.Grants.Cover(Rights.SetPay.Code, employee.BranchId))
            return TypedResults.Ok(Shown(null, null));

        var pay = await PayOf(db, employee, clock.GetUtcNow(), stop);
        await db.Open([employee], stop);
        db.NoteRead(nameof(Employee), id, employee.BranchId, nameof(Employee.Mobile), nameof(PayTerm.BaseGrade), nameof(PayTerm.BasePay));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(Shown(employee.Mobile?.Read(), pay));

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
