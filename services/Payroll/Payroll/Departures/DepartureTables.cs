using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Departures;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class DepartureTables
{
    internal const string DepartureOnce = "pk_departure",
        CorrectionOnce = "pk_employment_correction",
        CorrectedOnce = "ux_employment_correction_corrects_once";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Departure>(departure =>
        {
            departure.HasKey(candidate => new { candidate.EmployeeId, candidate.Number });
            departure.Property(candidate => candidate.ReasonCode).HasMaxLength(40);
            departure.HasOne<Employee>().WithMany().HasForeignKey(candidate => candidate.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<EmploymentCorrection>(correction =>
        {
            correction.HasKey(candidate => new { candidate.EmployeeId, candidate.Number });
            correction.HasIndex(candidate => new { candidate.EmployeeId, candidate.Corrects }).IsUnique().HasDatabaseName(CorrectedOnce);
            correction.HasOne<Employee>().WithMany().HasForeignKey(candidate => candidate.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
