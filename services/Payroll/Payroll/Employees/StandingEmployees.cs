using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>Everybody who was hired, said again to whoever listens for the first time.</summary>
sealed class StandingEmployees(PayrollDb db) : IStandingFacts<EmployeeHired>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db
            .Employees.Where(employee => employee.HireWithdrawnAt == null && employee.Id > last)
            .OrderBy(employee => employee.Id)
            .ToFacts(most, Told, stop);

    static StandingFact Told(Employee hired) =>
        new(
            hired.Id,
            new EmployeeHired(
                hired.Id,
                hired.BranchId,
                hired.HiredAs,
                hired.SupervisorId,
                hired.HireDate,
                new DateTimeOffset(hired.HireDate, TimeOnly.MinValue, TimeSpan.Zero),
                1
            ),
            hired.Id
        );
}
