using Clinic.Payroll.Departures;
using Clinic.Payroll.Discipline;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Grades;
using Clinic.Payroll.Leaves;
using Clinic.Payroll.PayRuns;
using Clinic.Payroll.Performance;
using Clinic.Payroll.Workload;

namespace Clinic.Payroll;

/// <summary>Everything this service can be asked for.</summary>
static class PayrollRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        EmployeeRoutes.Map(routes); // /employees: hire, look up, sign, adjust post and base grade
        LeaveRoutes.Map(routes); // /leaves: approved leave, recorded, taken back, ended early
        AccrualRoutes.Map(routes); // /accruals: what was counted for whom, and because of which visit

        PerformanceRoutes.Map(routes); // /performance: what counts besides visits, and what is held and why
        DisciplineRoutes.Map(routes); // /discipline-cases: open, hear, decide, put into effect, drop
        GradeRoutes.Map(routes); // /grades: what a grade brings in a branch
        DepartureRoutes.Map(routes); // /employees: leave, and what was recorded by mistake
        PayRunRoutes.Map(routes); // /pay-runs, /payslips, /pay-claims: the pay of a month, line by line, and what is owed
    }
}
