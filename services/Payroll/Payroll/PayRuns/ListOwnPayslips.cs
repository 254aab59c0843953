namespace Clinic.Payroll.PayRuns;

/// <summary>Everybody reads their own payslips, the latest month first, once their run is locked.</summary>
public static class ListOwnPayslips
{
    public sealed record Response(IReadOnlyList<PayslipView> Payslips);

    internal static void Map(RouteGroupBuilder payslips) =>
        payslips.MapGet("mine", Handle).Needs(Rights.ReadOwnPayslips).WithSummary("My own payslips, latest month first");

    static async Task<Ok<Response>> Handle(PayrollDb db, Caller caller, CancellationToken stop, [Range(1, 120)] int limit = 24)
    {
        var me = caller.PersonId;
        var read = await PayslipRead.Of(
            db,
            db.Payslips.Where(slip =>
                slip.PersonId == me && db.PayLocks.Any(done => done.PayRunId == slip.PayRunId && done.Number == slip.Number)
            ),
            stop
        );
        return TypedResults.Ok(new Response(await PayslipView.Of(db, [.. read.Take(limit)], stop)));
    }
}
