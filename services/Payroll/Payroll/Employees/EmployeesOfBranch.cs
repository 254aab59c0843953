using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>A colleague lists the people of a branch or of a post, in the order they were entered, without pay and mobile.</summary>
public static class EmployeesOfBranch
{
    public sealed record Response(IReadOnlyList<Line> Employees, Guid? Next);

    public sealed record Line(Guid Id, Guid BranchId, string Name, Post Post, Guid? SupervisorId, DateOnly HireDate, DateOnly? LastDay);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapGet("", Handle)
            .Needs(Rights.ReadEmployees)
            .WithSummary("The people of a branch (after: the last id of the page before)");

    static async Task<Ok<Response>> Handle(
        PayrollDb db,
        Guid? branch,
        Post? post,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var lines = await db
            .Employees.AsNoTracking()
            .Where(one =>
                (branch == null || one.BranchId == branch) && (post == null || one.Post == post) && (after == null || one.Id > after)
            )
            .OrderBy(one => one.Id)
            .Take(limit + 1)
            .Select(one => new Line(one.Id, one.BranchId, one.Name, one.Post, one.SupervisorId, one.HireDate, one.LastDay))
            .ToListAsync(stop);
        return TypedResults.Ok(new Response([.. lines.Take(limit)], lines.Count > limit ? lines[limit - 1].Id : null));
    }
}
