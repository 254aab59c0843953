namespace Clinic.Payroll.PayRuns;

/// <summary>Pay runs and payslips.</summary>
static class PayRunRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/pay-runs").WithTags("Pay runs");
        CalculatePay.Map(runs);
        PayRunsOfBranch.Map(runs);
        OnePayRun.Map(runs);
        PayslipsOfRun.Map(runs);
        LockPay.Map(runs);

        var payslips = routes.MapGroup("/payslips").WithTags("Pay runs");
        OwnPayslips.Map(payslips);
        OnePayslip.Map(payslips);

        var claims = routes.MapGroup("/pay-claims").WithTags("Pay runs");
        OwnClaims.Map(claims);
        ClaimsOfBranch.Map(claims);
        WaiveClaim.Map(claims);
    }
}
