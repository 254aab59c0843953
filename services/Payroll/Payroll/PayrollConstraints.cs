using Clinic.Payroll.Departures;
using Clinic.Payroll.Discipline;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Leaves;
using Clinic.Payroll.PayRuns;
using Clinic.Payroll.Performance;

namespace Clinic.Payroll;

/// <summary>What the constraints of the database mean.</summary>
static class PayrollConstraints
{
    /// <summary>Which broken constraint of the database means which refusal, in all areas.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> Refusals = new[]
    {
        EmployeeRefusals.ByConstraint,
        LeaveRefusals.ByConstraint,
        PerformanceRefusals.ByConstraint,
        DisciplineRefusals.ByConstraint,
        PayRefusals.ByConstraint,
        DepartureRefusals.ByConstraint,
    }
        .SelectMany(area => area)
        .ToDictionary();
}
