using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Departures;

/// <summary>What of an employment was taken back.</summary>
static class EmploymentCorrections
{
    /// <summary>The correction that was the last thing said of an employment, if it corrected this; opened.</summary>
    public static async Task<EmploymentCorrection?> CorrectionOf(
        this PayrollDb db,
        Employee employee,
        Mistake mistake,
        CancellationToken stop
    )
    {
        var last = await db
            .EmploymentCorrections.AsNoTracking()
            .Where(correction =>
                correction.EmployeeId == employee.Id && correction.Number == employee.EventVersion && correction.Of == mistake
            )
            .ToListAsync(stop);
        await db.Open(last, stop);
        return last.SingleOrDefault();
    }
}
