namespace Clinic.Payroll.Discipline;

/// <summary>
/// Whoever proposes that a rule was broken, or found out so in a complaint, sees what became of it: how far the case is and what it ended
/// with, in the order of opening, without anybody's words and without amounts.
/// </summary>
public static class ListProposedCases
{
    /// <param name="State">How far it is.</param>
    /// <param name="Kind">The consequence, once it is decided.</param>
    /// <param name="DropCode">Why it ended without one.</param>
    /// <param name="EndedAt">When it took effect or was dropped.</param>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        CaseState State,
        CaseSource Source,
        Guid SourceId,
        Guid? ComplaintId,
        string RuleCode,
        DateTimeOffset OpenedAt,
        PenaltyKind? Kind,
        DateTimeOffset? DecidedAt,
        string? DropCode,
        DateTimeOffset? EndedAt
    );

    internal static void Map(RouteGroupBuilder cases) =>
        cases
            .MapGet("proposed", Handle)
            .Needs(Rights.ProposeDiscipline)
            .WithSummary("What became of the cases I proposed (after: the last id of the page before)");

    static async Task<Ok<Page<Line>>> Handle(
        PayrollDb db,
        Caller caller,
        Guid? branchId,
        Guid? employeeId,
        CaseState[]? state,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (me, states) = (caller.PersonId, state ?? []);
        var (group, branches) = (caller.SeesGroup, caller.Branches);
        return TypedResults.Ok(
            await db
                .DisciplineCases.AsNoTracking()
                .Where(disciplineCase =>
                    disciplineCase.OpenedBy == me
                    && (group || branches.Contains(disciplineCase.BranchId))
                    && (branchId == null || disciplineCase.BranchId == branchId)
                    && (employeeId == null || disciplineCase.PersonId == employeeId)
                    && (states.Length == 0 || states.Contains(disciplineCase.State))
                    && (from == null || disciplineCase.OpenedAt >= from)
                    && (to == null || disciplineCase.OpenedAt < to)
                    && (after == null || disciplineCase.Id > after)
                )
                .OrderBy(disciplineCase => disciplineCase.Id)
                .Select(disciplineCase => new Line(
                    disciplineCase.Id,
                    disciplineCase.PersonId,
                    disciplineCase.BranchId,
                    disciplineCase.State,
                    disciplineCase.Source,
                    disciplineCase.SourceId,
                    disciplineCase.ComplaintId,
                    disciplineCase.RuleCode,
                    disciplineCase.OpenedAt,
                    disciplineCase.Kind,
                    disciplineCase.DecidedAt,
                    disciplineCase.DropCode,
                    disciplineCase.DroppedAt ?? disciplineCase.EffectiveAt
                ))
                .ToPage(limit, line => line.Id, stop)
        );
    }
}
