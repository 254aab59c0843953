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
        if (await db.DisciplineCases.FindAsync([id], stop) is not { } one || !caller.WorksIn(one.BranchId))
            return Refusal.NotFound.AsProblem();
        if (one.ExecutedBy == caller.PersonId && request.EmployeeNotified && one.State is CaseState.Effective or CaseState.Done)
            return InEffect();
        if (IfMatch.Check(http.Request, one) is { } stale)
            return stale.AsProblem();

        var now = clock.GetUtcNow();
        var retrain = TimeSpan.FromDays(policies.Value(Penalties.RetrainDays, one.BranchId, now));
        if (one.TakeEffect(request.EmployeeNotified, caller.PersonId, retrain, now) is { } refusal)
            return refusal.AsProblem();

        if (one.Deduction is { } money)
        {
            if (await db.Branches.FindAsync([one.BranchId], stop) is not { } branch)
                return GradeRefusals.BranchNotKnown.AsProblem();
            db.Add(DeductionOf(one, money, now).On(branch, now));
        }
        db.Publish(
            new PenaltyImposed(one.Id, one.PersonId, one.BranchId, one.Kind!.Value.ToString(), now, one.Source.ToString(), one.SourceId),
            one.CaseId
        );
        if (one.TrainingDueBy is { } dueBy)
            db.Publish(new TrainingOrdered(one.Id, one.PersonId, one.BranchId, one.TopicCode!, Resit: true, dueBy, now), one.CaseId);
        await db.SaveChangesAsync(stop);
        return InEffect();

        Ok<Response> InEffect()
        {
            IfMatch.Tell(http.Response, one);
            return TypedResults.Ok(new Response(id, one.State, one.Kind!.Value, one.EffectiveAt!.Value, one.TrainingDueBy));
        }
    }

    static Earned DeductionOf(DisciplineCase one, Money money, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = one.BranchId,
            PersonId = one.PersonId,
            Kind = EntryKind.Deduction,
            Value = money.Amount,
            Currency = money.Currency,
            At = now,
            SourceKind = SourceKinds.DisciplineCase,
            SourceId = one.Id,
            CaseId = one.CaseId,
            CauseMessageId = one.CauseMessageId,
        };
}
