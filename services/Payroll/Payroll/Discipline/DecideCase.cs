using Clinic.Payroll.Grades;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// A manager who is not concerned decides what follows, with a reason (WF-24 3, R-036, R-066, A-15). Concerned are the accused,
/// whoever opened the case or found the responsibility, and whoever filed the complaint. Money is named for a fine or wage
/// deduction only, in the currency of the person's pay; a topic for a retraining, else the rule broken is the topic.
/// Needs If-Match; the same decision again changes nothing. Refuses: <c>not-heard</c>, <c>case-out-of-order</c>, <c>own-case</c>,
/// <c>concerned</c>, <c>penalty-not-allowed</c>, <c>amount-missing</c>, <c>amount-not-fitting</c>, <c>deduction-currency</c>.
/// </summary>
public static class DecideCase
{
    public sealed record Request(
        PenaltyKind Kind,
        [property: Text(1000, Lines = true)] string Reason,
        PayAmount? Amount = null,
        [property: Form("[A-Za-z][A-Za-z0-9-]{1,39}", "2 to 40 letters, digits and hyphens, a letter first")] string? TopicCode = null
    );

    public sealed record Response(Guid Id, CaseState State, PenaltyKind Kind, Money? Amount);

    internal static void Map(RouteGroupBuilder cases) =>
        cases
            .MapPost("{id:guid}/decision", Handle)
            .Needs(Rights.DecideDiscipline)
            .WithSummary("Decides what follows (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                DisciplineRefusals.NotHeard,
                DisciplineRefusals.CaseOutOfOrder,
                DisciplineRefusals.OwnCase,
                DisciplineRefusals.Concerned,
                DisciplineRefusals.PenaltyNotAllowed,
                DisciplineRefusals.AmountMissing,
                DisciplineRefusals.AmountNotFitting,
                DisciplineRefusals.DeductionCurrency
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
        CaseDecision verdict = new(
            request.Kind,
            request.Reason.Normalized(),
            request.Amount?.AsMoney(),
            request.Kind == PenaltyKind.RetrainAndResit ? request.TopicCode ?? disciplineCase.RuleCode : request.TopicCode
        );
        if (disciplineCase.DecidedBy == caller.PersonId && disciplineCase.WasDecided(verdict))
            return Decided();
        if (IfMatch.Check(http.Request, disciplineCase) is { } stale)
            return stale.AsProblem();
        if (
            disciplineCase.Decide(verdict, caller.PersonId, await JudgesExcluded.Of(db, disciplineCase, stop), clock.GetUtcNow()) is
            { } refusal
        )
            return refusal.AsProblem();
        if (verdict.Amount is { } money && await OtherCurrency(db, disciplineCase.PersonId, money.Currency, stop))
            return DisciplineRefusals.DeductionCurrency.AsProblem();

        await db.SaveChangesAsync(stop);
        return Decided();

        Ok<Response> Decided()
        {
            IfMatch.Tell(http.Response, disciplineCase);
            return TypedResults.Ok(new Response(id, disciplineCase.State, request.Kind, disciplineCase.Deduction));
        }
    }

    // A person of another home branch is out of sight here; what is kept from their pay is then looked at by the pay run.
    static async Task<bool> OtherCurrency(PayrollDb db, Guid person, string currency, CancellationToken stop) =>
        await db
            .PayTerms.AsNoTracking()
            .Where(term => term.EmployeeId == person)
            .OrderByDescending(term => term.Number)
            .FirstOrDefaultAsync(stop)
            is { } term
        && term.BasePay.Currency != currency;
}

/// <summary>Who may not judge a case because they had a hand in it.</summary>
static class JudgesExcluded
{
    public static async Task<IReadOnlyCollection<Guid>> Of(PayrollDb db, DisciplineCase disciplineCase, CancellationToken stop)
    {
        var note =
            disciplineCase.Source == CaseSource.Complaint
                ? await db.ComplaintNotes.AsNoTracking().SingleOrDefaultAsync(note => note.Id == disciplineCase.SourceId, stop)
                : null;
        return [.. new[] { disciplineCase.OpenedBy, note?.Filed?.ById, note?.Found?.ById }.OfType<Guid>()];
    }
}
