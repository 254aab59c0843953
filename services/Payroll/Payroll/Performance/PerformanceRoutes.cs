namespace Clinic.Payroll.Performance;

/// <summary>What counts towards pay besides visits, to be read; only facts and discipline write into it.</summary>
static class PerformanceRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var performance = routes.MapGroup("/performance").WithTags("Performance");
        ListPerformance.Map(performance);
        ListOwnPerformance.Map(performance);
        ListHeldPerformance.Map(performance);
        ListLateArrivals.Map(performance);
    }
}
