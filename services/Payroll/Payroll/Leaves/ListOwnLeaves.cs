namespace Clinic.Payroll.Leaves;

/// <summary>Everybody reads their own leaves, in the order they were recorded. Refuses: <c>time-turned</c>.</summary>
public static class ListOwnLeaves
{
    internal static void Map(RouteGroupBuilder leaves) =>
        leaves
            .MapGet("mine", Handle)
            .Needs(Rights.ReadOwnLeaves)
            .WithSummary("My own leaves (after: the last id of the page before)")
            .Refuses(LeaveRefusals.TimeTurned);

    static async Task<Results<Ok<Page<ListLeaves.Line>>, ProblemHttpResult>> Handle(
        PayrollDb db,
        Caller caller,
        LeaveStatus[]? status,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (from >= to)
            return LeaveRefusals.TimeTurned.AsProblem();
        var me = caller.PersonId;
        var page = await ListLeaves
            .Asked(db.Leaves.AsNoTracking(), status, from, to)
            .Where(leave => leave.PersonId == me && (after == null || leave.Id > after))
            .OrderBy(leave => leave.Id)
            .ToPage(limit, leave => leave.Id, stop);
        return TypedResults.Ok(new Page<ListLeaves.Line>([.. page.Items.Select(ListLeaves.Of)], page.Next));
    }
}
