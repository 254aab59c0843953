using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>Who left or is about to, said again to whoever listens for the first time.</summary>
sealed class StandingDepartures(PayrollDb db) : IStandingFacts<EmployeeLeft>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db
            .Employees.Where(employee => employee.LastDay != null && employee.HireWithdrawnAt == null && employee.Id > last)
            .OrderBy(employee => employee.Id)
            .ToFacts(most, Told, stop);

    static StandingFact Told(Employee leaving)
    {
        var day = leaving.LastDay!.Value;
        var at = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return new(
            leaving.Id,
            new EmployeeLeft(
                leaving.Id,
                leaving.BranchId,
                leaving.LeavingReason!,
                at,
                leaving.EventVersion,
                LastDay: leaving.EndsAt is null ? null : day
            ),
            leaving.Id
        );
    }
}
