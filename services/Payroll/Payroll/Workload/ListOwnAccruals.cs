namespace Clinic.Payroll.Workload;

/// <summary>Everybody reads what was counted for themselves, in whichever branch the work was done. Refuses: <c>range-turned</c>.</summary>
public static class ListOwnAccruals
{
    internal static void Map(RouteGroupBuilder accruals) =>
        accruals
            .MapGet("mine", Handle)
            .Needs(Rights.ReadOwnAccruals)
            .WithSummary("What was counted for myself")
            .Refuses(WorkloadRefusals.RangeTurned);

    static async Task<Results<Ok<AccrualPage>, ProblemHttpResult>> Handle(
        PayrollDb db,
        Caller caller,
        DateOnly? from,
        DateOnly? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (from > to)
            return WorkloadRefusals.RangeTurned.AsProblem();
        var me = caller.PersonId;
        return TypedResults.Ok(
            await AccrualPage.Read(
                db,
                db.Accruals.Where(line => line.PersonId == me),
                new(from, to, after, limit),
                _ => Task.CompletedTask,
                stop
            )
        );
    }
}
