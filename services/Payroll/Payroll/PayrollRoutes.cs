using Clinic.Payroll.Discipline;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Performance;
using Clinic.Payroll.Workload;

namespace Clinic.Payroll;

/// <summary>Every act and question of the service.</summary>
static class PayrollRoutes
{
    public static void Map(WebApplication app)
    {
        EmployeeRoutes.Map(app);    // /employees: hire, look up, sign, adjust post and base grade, leave
        AccrualRoutes.Map(app);     // /accruals: what was counted for whom, and because of which visit

        var performance = app.MapGroup("/performance").WithTags("Performance");
        PerformanceOfBranch.Map(performance);
        OwnPerformance.Map(performance);
        HeldPerformance.Map(performance);

        var discipline = app.MapGroup("/discipline-cases").WithTags("Discipline");
        OpenCase.Map(discipline);
        HearEmployee.Map(discipline);
        DecideCase.Map(discipline);
        ImposePenalty.Map(discipline);
        DropCase.Map(discipline);
        CasesOfBranch.Map(discipline);
        OneCase.Map(discipline);
        OwnCases.Map(discipline);
    }
}
