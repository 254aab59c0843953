namespace Clinic.Payroll.Performance;

/// <summary>What counts towards pay besides visits, to be read; only facts and discipline write into it.</summary>
static class PerformanceRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var performance = routes.MapGroup("/performance").WithTags("Performance");
        PerformanceOfBranch.Map(performance);
        OwnPerformance.Map(performance);
        HeldPerformance.Map(performance);
        LateArrivals.Map(performance);
    }
}
