namespace Clinic.Payroll.Discipline;

/// <summary>
/// A manager who is not concerned finds no fault, with a reason (WF-24 5). Needs If-Match; the same again changes nothing.
/// Refuses: <c>not-heard</c>, <c>case-out-of-order</c>, <c>own-case</c>, <c>concerned</c>.
/// </summary>
public static class DropCase
{
    const string Code = "(?!overturned$|redetermined$|assessment-)[A-Za-z][A-Za-z0-9-]{1,39}",
        CodeInWords = "2 to 40 letters, digits and hyphens, a letter first, and no code that the platform itself gives";

    public sealed record Request(
        [property: Required, Form(Code, CodeInWords)] string ReasonCode,
        [property: Text(1000, Lines = true)] string Reason
    );

    public sealed record Response(Guid Id, CaseState State, string ReasonCode);

    internal static void Map(RouteGroupBuilder cases) =>
        cases
            .MapPost("{id:guid}/drop", Handle)
            .Needs(Rights.DecideDiscipline)
            .WithSummary("Ends the case without a consequence (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                DisciplineRefusals.NotHeard,
                DisciplineRefusals.CaseOutOfOrder,
                DisciplineRefusals.OwnCase,
                DisciplineRefusals.Concerned
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        Request request,
        HttpContext http,
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
            disciplineCase.DroppedBy == caller.PersonId
            && (disciplineCase.DropCode, disciplineCase.DropReason?.Read()) == (request.ReasonCode, request.Reason.Normalized())
        )
            return Dropped();
        if (IfMatch.Check(http.Request, disciplineCase) is { } stale)
            return stale.AsProblem();

        var now = clock.GetUtcNow();
        if (
            disciplineCase.Drop(
                request.ReasonCode,
                request.Reason.Normalized(),
                caller.PersonId,
                await JudgesExcluded.Of(db, disciplineCase, stop),
                now
            ) is
            { } refusal
        )
            return refusal.AsProblem();

        db.Publish(DisciplineEffects.Dropped(disciplineCase, request.ReasonCode, now), disciplineCase.CaseId);
        await db.SaveChangesAsync(stop);
        return Dropped();

        Ok<Response> Dropped()
        {
            IfMatch.Tell(http.Response, disciplineCase);
            return TypedResults.Ok(new Response(id, disciplineCase.State, request.ReasonCode));
        }
    }
}
