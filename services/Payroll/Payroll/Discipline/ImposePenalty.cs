using Clinic.Payroll.Contracts;
using Clinic.Payroll.Grades;
using Clinic.Payroll.Performance;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// HR puts a decision into effect after the employee was told (WF-24 4, R-036): a fine or wage deduction becomes a line of what
/// counts towards pay, a retraining is ordered with a day by which it is due. A move to another post and the end of employment are
/// acts of their own. Needs If-Match; again changes nothing. Refuses: <c>case-out-of-order</c>, <c>own-case</c>,
/// <c>decider-executes</c>, <c>employee-not-notified</c>, <c>branch-not-known</c>.
/// </summary>
public static class ImposePenalty
{
    public sealed record Request(bool EmployeeNotified);

    public sealed record Response(Guid Id, CaseState State, PenaltyKind Kind, DateTimeOffset EffectiveAt, DateTimeOffset? TrainingDueBy);

    internal static void Map(RouteGroupBuilder cases) =>
        cases
            .MapPost("{id:guid}/execution", Handle)
            .Needs(Rights.ExecuteDiscipline)
            .WithSummary("HR puts the decision into effect (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                DisciplineRefusals.CaseOutOfOrder,
                DisciplineRefusals.OwnCase,
                DisciplineRefusals.DeciderExecutes,
                DisciplineRefusals.EmployeeNotNotified,
                GradeRefusals.BranchNotKnown
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id,
        Request request,
        HttpContext http,
        PayrollDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.DisciplineCases.FindAsync([id], stop) is not { } disciplineCase || !caller.WorksIn(disciplineCase.BranchId))
            return Refusal.NotFound.AsProblem();
        if (
            disciplineCase.ExecutedBy == caller.PersonId
            && request.EmployeeNotified
            && disciplineCase.State is CaseState.Effective or CaseState.Done
        )
            return InEffect();
        if (IfMatch.Check(http.Request, disciplineCase) is { } stale)
            return stale.AsProblem();

        var now = clock.GetUtcNow();
        var retrain = TimeSpan.FromDays(policies.Value(Penalties.RetrainDays, disciplineCase.BranchId, now));
        if (disciplineCase.TakeEffect(request.EmployeeNotified, caller.PersonId, retrain, now) is { } refusal)
            return refusal.AsProblem();

        if (disciplineCase.Deduction is { } money)
        {
            if (await db.Branches.FindAsync([disciplineCase.BranchId], stop) is not { } branch)
                return GradeRefusals.BranchNotKnown.AsProblem();
            db.Add(DeductionOf(disciplineCase, money, now).On(branch, now));
        }
        db.Publish(
            new PenaltyImposed(
                disciplineCase.Id,
                disciplineCase.PersonId,
                disciplineCase.BranchId,
                disciplineCase.Kind!.Value.ToString(),
                now,
                disciplineCase.Source.ToString(),
                disciplineCase.SourceId
            ),
            disciplineCase.CaseId
        );
        if (disciplineCase.TrainingDueBy is { } dueBy)
            db.Publish(
                new TrainingOrdered(
                    disciplineCase.Id,
                    disciplineCase.PersonId,
                    disciplineCase.BranchId,
                    disciplineCase.TopicCode!,
                    Resit: true,
                    dueBy,
                    now
                ),
                disciplineCase.CaseId
            );
        await db.SaveChangesAsync(stop);
        return InEffect();

        Ok<Response> InEffect()
        {
            IfMatch.Tell(http.Response, disciplineCase);
            return TypedResults.Ok(
                new Response(
                    id,
                    disciplineCase.State,
                    disciplineCase.Kind!.Value,
                    disciplineCase.EffectiveAt!.Value,
                    disciplineCase.TrainingDueBy
                )
            );
        }
    }

    static Earned DeductionOf(DisciplineCase disciplineCase, Money money, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = disciplineCase.BranchId,
            PersonId = disciplineCase.PersonId,
            Kind = PerformanceKind.Deduction,
            Value = money.Amount,
            Currency = money.Currency,
            At = now,
            SourceKind = SourceKinds.DisciplineCase,
            SourceId = disciplineCase.Id,
            CaseId = disciplineCase.CaseId,
            CauseMessageId = disciplineCase.CauseMessageId,
        };
}
