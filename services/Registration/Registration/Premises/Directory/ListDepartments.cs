using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>
/// Staff look up the departments of a branch, by code: of their own branches; staff of an escort company those of every clinic too, because
/// a visit that they accompany is asked for at a department. There is nothing of people in it.
/// </summary>
public static class ListDepartments
{
    // For the one question of this request, and only to read departments.
    static readonly Grants ClinicsOfGroup = Grants.Read([$"*:{Rights.ReadDirectory.Code}"]);

    /// <param name="Version">For If-Match.</param>
    public sealed record Line(Guid Id, Guid BranchId, string Code, string Name, Guid? FloorId, DateTimeOffset? ClosedAt, uint Version);

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
    )
    {
        if (!caller.WorksIn(branch))
        {
            if (!await IsAccompaniedFrom(caller.Branches, branch, db, stop))
                return Refusal.NotFound.AsProblem();
            caller.Enter(caller.PersonId, ClinicsOfGroup, Rights.ReadDirectory.Code, caller.Act);
        }
        return TypedResults.Ok(
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
        );
    }

    // An escort company accompanies to every clinic of the group, and has clients of no other kind of branch.
    static async Task<bool> IsAccompaniedFrom(Guid[] own, Guid branch, RegistrationDb db, CancellationToken stop) =>
        await db.Branches.AnyAsync(candidate => candidate.Id == branch && candidate.Kind != BranchKind.EscortCompany, stop)
        && await db.Branches.AnyAsync(candidate => own.Contains(candidate.Id) && candidate.Kind == BranchKind.EscortCompany, stop);
}
