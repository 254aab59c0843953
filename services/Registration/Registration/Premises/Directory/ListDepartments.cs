namespace Clinic.Registration.Premises.Directory;

/// <summary>Staff look up the departments of a branch, by code.</summary>
public static class ListDepartments
{
    /// <param name="Version">For If-Match.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        string Code,
        string Name,
        [Place] Guid? FloorId,
        DateTimeOffset? ClosedAt,
        uint Version
    );

    internal static void Map(RouteGroupBuilder departments) =>
        departments.MapGet("", Handle).Needs(Rights.ReadDirectory).WithSummary("The departments of a branch");

    internal static Line Answer(Department department, HttpContext http)
    {
        IfMatch.Tell(http.Response, department);
        return new(
            department.Id,
            department.BranchId,
            department.Code,
            department.Name,
            department.FloorId,
            department.ClosedAt,
            department.Version
        );
    }

    static async Task<Results<Ok<List<Line>>, ProblemHttpResult>> Handle(
        Guid branch,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        caller.WorksIn(branch)
            ? TypedResults.Ok(
                await db
                    .Departments.AsNoTracking()
                    .Where(department => department.BranchId == branch)
                    .OrderBy(department => department.Code)
                    .Take(200)
                    .Select(department => new Line(
                        department.Id,
                        department.BranchId,
                        department.Code,
                        department.Name,
                        department.FloorId,
                        department.ClosedAt,
                        department.Version
                    ))
                    .ToListAsync(stop)
            )
            : Refusal.NotFound.AsProblem();
}
