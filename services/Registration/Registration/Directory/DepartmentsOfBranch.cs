using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Registration.Directory;

/// <summary>Staff look up the departments of a branch, by code.</summary>
public static class DepartmentsOfBranch
{
    public sealed record Line(Guid Id, Guid BranchId, string Code, string Name);

    internal static void Map(RouteGroupBuilder departments) => departments.MapGet("", Handle).Needs(Rights.ReadDirectory).WithSummary("The departments of a branch");

    static async Task<Results<Ok<List<Line>>, ProblemHttpResult>> Handle(Guid branch, RegistrationDb db, Caller caller, CancellationToken stop) => caller.WorksIn(branch)
        ? TypedResults.Ok(await db.Departments.AsNoTracking().Where(department => department.BranchId == branch).OrderBy(department => department.Code).Take(200)
            .Select(department => new Line(department.Id, department.BranchId, department.Code, department.Name)).ToListAsync(stop))
        : Refusal.NotFound.AsProblem();
}
