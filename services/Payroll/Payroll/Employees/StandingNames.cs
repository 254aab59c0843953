using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>
/// What everybody is called, said again to whoever listens for the first time; also of those who left, whom records go on naming.
/// </summary>
sealed class StandingNames(PayrollDb db) : IStandingFacts<EmployeeNamed>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db.Employees.Where(employee => employee.Id > last).OrderBy(employee => employee.Id).ToFacts(most, Told, stop);

    static StandingFact Told(Employee employee) =>
        new(employee.Id, employee.AsNamed(new DateTimeOffset(employee.HireDate, TimeOnly.MinValue, TimeSpan.Zero)), employee.Id);
}

/// <summary>Saying what somebody is called.</summary>
static class SayingNames
{
    /// <summary>The name and the post of a person go to everybody who shows them, and are shown here.</summary>
    public static async Task SayName(this PayrollDb db, Employee employee, DateTimeOffset now, CancellationToken stop)
    {
        db.Publish(employee.AsNamed(now), employee.Id);
        await db.KeepName(employee.Id, employee.Name, employee.LatinName, employee.Post.ToString(), employee.EventVersion, stop);
    }

    internal static EmployeeNamed AsNamed(this Employee employee, DateTimeOffset at) =>
        new(employee.Id, employee.BranchId, employee.Name, employee.LatinName, employee.Post, at, employee.EventVersion);
}
