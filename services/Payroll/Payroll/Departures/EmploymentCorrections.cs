using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Departures;

/// <summary>What of an employment was taken back.</summary>
static class EmploymentCorrections
{
    /// <summary>The correction that was the last thing said of an employment, if it corrected this.</summary>
    public static Task<EmploymentCorrection?> CorrectionOf(this PayrollDb db, Employee employee, Mistake mistake, CancellationToken stop) =>
        db
            .EmploymentCorrections.AsNoTracking()
            .SingleOrDefaultAsync(
                correction =>
                    correction.EmployeeId == employee.Id && correction.Number == employee.EventVersion && correction.Of == mistake,
                stop
            );
}
