using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// A lead or manager opens a case against an employee who broke a rule (WF-24 1), naming the rule, whom the loss met and how grave
/// it is. The same body again gives the same answer. What the case is about may be named by its id; one case per person
/// and source. Refuses: <c>own-case</c>, <c>employee-left</c>, <c>case-exists</c>, <c>id-taken</c>.
/// </summary>
public static class OpenCase
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid EmployeeId,
        [property: Required, Form("[A-Za-z][A-Za-z0-9-]{1,39}", "2 to 40 letters, digits and hyphens, a letter first")] string RuleCode,
        LossTo Loss,
        Severity Severity,
        [property: Text(2000, Lines = true)] string Account,
        [property: GivenId] Guid? SourceId = null
    );

    public sealed record Response(Guid Id, CaseState State, IReadOnlyList<PenaltyKind> Allowed);

    internal static void Map(RouteGroupBuilder cases) =>
        cases
            .MapPost("", Handle)
            .Needs(Rights.ProposeDiscipline)
            .WithSummary("Opens a case against an employee who broke a rule")
            .Refuses(DisciplineRefusals.OwnCase, EmployeeRefusals.EmployeeLeft, DisciplineRefusals.CaseExists, Refusal.IdTaken);

    static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpResponse answer,
        PayrollDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Employees.FindAsync([request.EmployeeId], stop) is not { } employee || !caller.WorksIn(employee.BranchId))
            return Refusal.NotFound.AsProblem();
        var known = await db.DisciplineCases.FindAsync([request.Id], stop);
        if (known is null)
        {
            if (employee.Id == caller.PersonId)
                return DisciplineRefusals.OwnCase.AsProblem();
            var now = clock.GetUtcNow();
            if (employee.HasLeft(now))
                return EmployeeRefusals.EmployeeLeft.AsProblem();

            DisciplineCase opened = new()
            {
                Id = request.Id,
                BranchId = employee.BranchId,
                PersonId = employee.Id,
                // Nobody's message caused this case; what is found behind its lines is the case itself.
                CaseId = request.Id,
                CauseMessageId = request.Id,
                Source = CaseSource.Violation,
                SourceId = request.SourceId ?? request.Id,
                IsEscort = employee.Post == Post.Escort,
                RuleCode = request.RuleCode,
                Loss = request.Loss,
                Severity = request.Severity,
                Account = request.Account.Normalized(),
                OpenedAt = now,
                OpenedBy = caller.PersonId,
            };
            DisciplineEffects.Open(db, opened);
            if (await db.TrySaveNew(stop))
                return Opened(opened);
            known = await db.DisciplineCases.FindAsync([request.Id], stop);
        }
        if (known is null)
            return Refusal.IdTaken.AsProblem();
        await db.Open([known], stop);
        return
            (known.PersonId, known.RuleCode, known.Loss, known.Severity, known.Account?.Read(), known.OpenedBy, known.SourceId)
            == (
                request.EmployeeId,
                request.RuleCode,
                request.Loss,
                request.Severity,
                request.Account.Normalized(),
                caller.PersonId,
                request.SourceId ?? request.Id
            )
            ? Opened(known)
            : Refusal.IdTaken.AsProblem();

        Created<Response> Opened(DisciplineCase disciplineCase)
        {
            IfMatch.Tell(answer, disciplineCase);
            return TypedResults.Created(
                $"discipline-cases/{disciplineCase.Id}",
                new Response(disciplineCase.Id, disciplineCase.State, disciplineCase.Allowed)
            );
        }
    }
}
