namespace Clinic.Payroll.PayRuns;

/// <summary>Pay runs and payslips.</summary>
static class PayRunRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/pay-runs").WithTags("Pay runs");
        CalculatePay.Map(runs);
        ListPayRuns.Map(runs);
        ListPayTotals.Map(runs);
        GetPayRun.Map(runs);
        ListPayslips.Map(runs);
        LockPay.Map(runs);

        var payslips = routes.MapGroup("/payslips").WithTags("Pay runs");
        ListOwnPayslips.Map(payslips);
        GetPayslip.Map(payslips);

        var claims = routes.MapGroup("/pay-claims").WithTags("Pay runs");
        ListOwnClaims.Map(claims);
        ListClaims.Map(claims);
        WaiveClaim.Map(claims);
        WithdrawWaiver.Map(claims);
    }
}
