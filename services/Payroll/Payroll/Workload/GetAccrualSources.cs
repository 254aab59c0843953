namespace Clinic.Payroll.Workload;

/// <summary>HR asks why a line is there: the case whose trail tells it, the message that caused it, the visit.</summary>
public static class GetAccrualSources
{
    public sealed record Response(Guid CaseId, Guid CauseMessageId, Guid VisitId, Guid? ReversesId);

    internal static void Map(RouteGroupBuilder accruals) =>
        accruals.MapGet("{id:guid}/sources", Handle).Needs(Rights.ReadAccruals).WithSummary("Why a line of the ledger is there");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid id, PayrollDb db, Caller caller, CancellationToken stop) =>
        await db.Accruals.AsNoTracking().SingleOrDefaultAsync(accrual => accrual.Id == id, stop) is { } line
        && caller.WorksIn(line.BranchId)
            ? TypedResults.Ok(new Response(line.CaseId, line.CauseMessageId, line.VisitId, line.ReversesId))
            : Refusal.NotFound.AsProblem();
}
