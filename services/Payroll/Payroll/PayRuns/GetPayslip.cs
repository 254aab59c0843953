namespace Clinic.Payroll.PayRuns;

/// <summary>Whoever may read salaries reads one payslip, line by line with its sources; the look is noted.</summary>
public static class GetPayslip
{
    internal static void Map(RouteGroupBuilder payslips) =>
        payslips.MapGet("{id:guid}", Handle).Needs(Rights.ReadPayslips).WithSummary("One payslip, line by line with its sources");

    static async Task<Results<Ok<PayslipView>, ProblemHttpResult>> Handle(Guid id, PayrollDb db, Caller caller, CancellationToken stop)
    {
        var read = await PayslipRead.Of(db, db.Payslips.Where(slip => slip.Id == id), stop);
        // A person's own payslip is in sight too, but belongs to that person's own page, and only once it is final.
        if (read is not [{ Slip: var slip }] || !caller.WorksIn(slip.BranchId))
            return Refusal.NotFound.AsProblem();
        db.NoteRead(nameof(Payslip), slip.PersonId, slip.BranchId, nameof(Payslip.Net), nameof(PayslipView.Lines));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok((await PayslipView.Of(db, read, stop))[0]);
    }
}
