namespace Clinic.Payroll.Discipline;

/// <summary>Managers and HR read one case; the look is noted. The ETag is the version that decisions name with If-Match.</summary>
public static class GetCase
{
    internal static void Map(RouteGroupBuilder cases) =>
        cases.MapGet("{id:guid}", Handle).Needs(Rights.ReadDiscipline).WithSummary("One discipline case");

    static async Task<Results<Ok<CaseFile>, ProblemHttpResult>> Handle(
        Guid id,
        HttpResponse answer,
        PayrollDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (await db.DisciplineCases.FindAsync([id], stop) is not { } disciplineCase || !caller.WorksIn(disciplineCase.BranchId))
            return Refusal.NotFound.AsProblem();
        await db.Open([disciplineCase], stop);
        db.NoteRead(
            nameof(DisciplineCase),
            id,
            disciplineCase.BranchId,
            nameof(DisciplineCase.Account),
            nameof(DisciplineCase.Statement),
            nameof(DisciplineCase.DecisionReason)
        );
        await db.SaveChangesAsync(stop);
        IfMatch.Tell(answer, disciplineCase);
        return TypedResults.Ok(CaseFile.Of(disciplineCase));
    }
}
