namespace Clinic.Payroll.Employees;

/// <summary>
/// HR corrects the name of a person: a typing mistake, a marriage, a name in Latin letters. Also of somebody who left, because payslips
/// and papers go on naming them. Needs If-Match; saying the name that already stands changes nothing. Everybody who shows the person's name
/// shows the new one. Refuses: <c>own-employment</c> (A-80).
/// </summary>
public static class CorrectName
{
    /// <param name="LatinName">The name in Latin letters as on the badge; left out, the badge has none.</param>
    public sealed record Request(
        [property: PersonName(80)] string Name,
        [property: Text(500)] string Reason,
        [property: PersonName(80)] string? LatinName = null
    );

    public sealed record Response(Guid Id, string Name, string? LatinName);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapPost("{id:guid}/name", Handle)
            .Needs(Rights.Hire)
            .WithSummary("HR corrects the name of a person (If-Match)")
            .NeedsIfMatch()
            .Refuses(EmployeeRefusals.OwnEmployment);

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
        var (oldName, oldLatin) = (employee.Name, employee.LatinName);
        var (name, latin) = (request.Name.Normalized(), request.LatinName?.Normalized());
        if ((oldName, oldLatin) == (name, latin))
            return Corrected();
        if (IfMatch.Check(http.Request, employee) is { } stale)
            return stale.AsProblem();
        if (employee.Rename(name, latin, caller.PersonId) is { } refusal)
            return refusal.AsProblem();

        var now = clock.GetUtcNow();
        db.Add(
            new NameChange
            {
                EmployeeId = id,
                Number = employee.EventVersion,
                BranchId = employee.BranchId,
                OldName = oldName,
                OldLatinName = oldLatin,
                NewName = name,
                NewLatinName = latin,
                Reason = request.Reason.Normalized(),
                DecidedBy = caller.PersonId,
                At = now,
            }
        );
        await db.SayName(employee, now, stop);
        await db.SaveChangesAsync(stop);
        return Corrected();

        Ok<Response> Corrected()
        {
            IfMatch.Tell(http.Response, employee);
            return TypedResults.Ok(new Response(id, employee.Name, employee.LatinName));
        }
    }
}
