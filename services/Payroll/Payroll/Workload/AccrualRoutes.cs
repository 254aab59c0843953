namespace Clinic.Payroll.Workload;

/// <summary>The workload ledger, to be read; only facts write into it.</summary>
static class AccrualRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var accruals = routes.MapGroup("/accruals").WithTags("Workload");
        ListAccruals.Map(accruals);
        ListOwnAccruals.Map(accruals);
        GetAccrualSources.Map(accruals);
    }
}
