namespace Clinic.Payroll.Discipline;

/// <summary>Everybody reads the cases against themselves, in whichever branch they are.</summary>
public static class ListOwnCases
{
    internal static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("mine", All).Needs(Rights.ReadOwnDiscipline).WithSummary("The cases against myself");
        cases.MapGet("mine/{id:guid}", One).Needs(Rights.ReadOwnDiscipline).WithSummary("One case against myself");
    }

    static async Task<Ok<CasePage>> All(PayrollDb db, Caller caller, Guid? after, CancellationToken stop, [Range(1, 200)] int limit = 200)
    {
        var me = caller.PersonId;
        return TypedResults.Ok(
            await CasePage.Read(db.DisciplineCases.Where(disciplineCase => disciplineCase.PersonId == me), after, limit, stop)
        );
    }

    static async Task<Results<Ok<CaseFile>, ProblemHttpResult>> One(Guid id, PayrollDb db, Caller caller, CancellationToken stop)
    {
        var me = caller.PersonId;
        if (
            await db
                .DisciplineCases.AsNoTracking()
                .SingleOrDefaultAsync(disciplineCase => disciplineCase.Id == id && disciplineCase.PersonId == me, stop)
            is not { } mine
        )
            return Refusal.NotFound.AsProblem();
        await db.Open([mine], stop);
        return TypedResults.Ok(CaseFile.Of(mine));
    }
}
