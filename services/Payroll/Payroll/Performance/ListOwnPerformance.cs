using Clinic.Payroll.Workload;

namespace Clinic.Payroll.Performance;

/// <summary>Everybody reads what counts for themselves besides visits, in whichever branch. Refuses: <c>range-turned</c>.</summary>
public static class ListOwnPerformance
{
    internal static void Map(RouteGroupBuilder performance) =>
        performance
            .MapGet("mine", Handle)
            .Needs(Rights.ReadOwnAccruals)
            .WithSummary("What counts for myself besides visits")
            .Refuses(WorkloadRefusals.RangeTurned);

    static async Task<Results<Ok<PerformancePage>, ProblemHttpResult>> Handle(
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
            await PerformancePage.Read(db.PerformanceEntries.Where(line => line.PersonId == me), from, to, after, limit, stop)
        );
    }
}
