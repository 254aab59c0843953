namespace Clinic.Payroll.Departures;

/// <summary>How an employment ends, and what of it was recorded by mistake.</summary>
static class DepartureRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var employees = routes.MapGroup("/employees").WithTags("Employees");
        RecordDeparture.Map(employees);
        WithdrawDeparture.Map(employees);
        WithdrawHire.Map(employees);
        ListDepartures.Map(employees);
    }
}
