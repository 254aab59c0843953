namespace Clinic.Payroll.Discipline;

/// <summary>
/// Managers and HR see which cases there are in the branches where they may, and how far each is; those opened in a time, when one is asked
/// for.
/// </summary>
public static class ListCases
{
    internal static void Map(RouteGroupBuilder cases) =>
        cases.MapGet("", Handle).Needs(Rights.ReadDiscipline).WithSummary("Discipline cases (after: the last id of the page before)");

    static async Task<Ok<CasePage>> Handle(
        PayrollDb db,
        Caller caller,
        Guid? branchId,
        Guid? employeeId,
        Guid? sourceId,
        CaseState[]? state,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (group, branches, states) = (caller.SeesGroup, caller.Branches, state ?? []);
        // A person's own case at another branch is in sight too, but belongs to that person's own page.
        var asked = db.DisciplineCases.Where(disciplineCase =>
            (group || branches.Contains(disciplineCase.BranchId))
            && (branchId == null || disciplineCase.BranchId == branchId)
            && (employeeId == null || disciplineCase.PersonId == employeeId)
            && (sourceId == null || disciplineCase.SourceId == sourceId)
            && (states.Length == 0 || states.Contains(disciplineCase.State))
            && (from == null || disciplineCase.OpenedAt >= from)
            && (to == null || disciplineCase.OpenedAt < to)
        );
        return TypedResults.Ok(await CasePage.Read(asked, after, limit, stop));
    }
}
