using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>
/// A colleague lists the people of a branch, of a post, or with a part of a name (its characters in their order, whatever the case), in the
/// order they were entered, without pay and mobile.
/// </summary>
public static class ListEmployees
{
    const string Escape = "\\";

    public sealed record Response(IReadOnlyList<Line> Employees, Guid? Next);

    /// <summary>One person; the last day may still be to come, and a hiring taken back has no day of work.</summary>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        string Name,
        Post Post,
        [Employee] Guid? SupervisorId,
        DateOnly HireDate,
        DateOnly? LastDay,
        DateTimeOffset? HireWithdrawnAt
    );

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapGet("", Handle)
            .Needs(Rights.ReadEmployees)
            .WithSummary("The people of a branch (after: the last id of the page before)");

    static async Task<Ok<Response>> Handle(
        PayrollDb db,
        Guid? branch,
        Post? post,
        [Text(80)] string? name,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var part = name is null ? null : $"%{Literal(name.Normalized())}%";
        var page = await db
            .Employees.AsNoTracking()
            .Where(employee =>
                (branch == null || employee.BranchId == branch)
                && (post == null || employee.Post == post)
                && (part == null || EF.Functions.ILike(employee.Name, part, Escape))
                && (after == null || employee.Id > after)
            )
            .OrderBy(employee => employee.Id)
            .Select(employee => new Line(
                employee.Id,
                employee.BranchId,
                employee.Name,
                employee.Post,
                employee.SupervisorId,
                employee.HireDate,
                employee.LastDay,
                employee.HireWithdrawnAt
            ))
            .ToPage(limit, line => line.Id, stop);
        return TypedResults.Ok(new Response(page.Items, page.Next));
    }

    // What the pattern of a search gives a meaning of its own.
    static string Literal(string text) =>
        text.Replace(Escape, Escape + Escape, StringComparison.Ordinal)
            .Replace("%", Escape + "%", StringComparison.Ordinal)
            .Replace("_", Escape + "_", StringComparison.Ordinal);
}
