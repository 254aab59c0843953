namespace Clinic.Payroll.Discipline;

/// <summary>
/// A manager hears the employee and notes what they say (WF-24 2); nothing is decided before. Noting the same again changes
/// nothing. Refuses: <c>own-case</c>, <c>case-out-of-order</c>.
/// </summary>
public static class HearEmployee
{
    public sealed record Request([property: Text(4000, Lines = true)] string Statement);

    public sealed record Response(Guid Id, CaseState State, DateTimeOffset HeardAt);

    internal static void Map(RouteGroupBuilder cases) =>
        cases
            .MapPost("{id:guid}/hearing", Handle)
            .Needs(Rights.DecideDiscipline)
            .WithSummary("Notes what the employee says to the case")
            .Refuses(DisciplineRefusals.CaseOutOfOrder, DisciplineRefusals.OwnCase);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        Request request,
        HttpResponse answer,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.DisciplineCases.FindAsync([id], stop) is not { } disciplineCase || !caller.WorksIn(disciplineCase.BranchId))
            return Refusal.NotFound.AsProblem();
        await db.Open([disciplineCase], stop);
        if (
            disciplineCase.HeardAt is null
            || disciplineCase.Statement?.Read() != request.Statement.Normalized()
            || disciplineCase.HeardBy != caller.PersonId
        )
        {
            if (disciplineCase.Hear(request.Statement.Normalized(), caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();
            await db.SaveChangesAsync(stop);
        }
        IfMatch.Tell(answer, disciplineCase);
        return TypedResults.Ok(new Response(id, disciplineCase.State, disciplineCase.HeardAt!.Value));
    }
}
