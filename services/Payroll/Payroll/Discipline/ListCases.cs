namespace Clinic.Payroll.Discipline;

/// <summary>Managers and HR see which cases there are in the branches where they may, and how far each is.</summary>
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
        CaseState? state,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (group, branches) = (caller.SeesGroup, caller.Branches);
        // A person's own case at another branch is in sight too, but belongs to that person's own page.
        var asked = db.DisciplineCases.Where(disciplineCase =>
            (group || branches.Contains(disciplineCase.BranchId))
            && (branchId == null || disciplineCase.BranchId == branchId)
            && (employeeId == null || disciplineCase.PersonId == employeeId)
            && (sourceId == null || disciplineCase.SourceId == sourceId)
            && (state == null || disciplineCase.State == state)
        );
        return TypedResults.Ok(await CasePage.Read(asked, after, limit, stop));
    }
}
