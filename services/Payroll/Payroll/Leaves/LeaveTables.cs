using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Leaves;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class LeaveTables
{
    /// <summary>An exclusion constraint, written by hand in the migration: nobody is on two leaves at once.</summary>
    internal const string OneLeaveAtATime = "leave_one_at_a_time";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Leave>(leave =>
        {
            // A leave stands again once, however often its departure is taken back.
            leave.HasIndex(candidate => candidate.StandsForId).IsUnique().HasDatabaseName("ux_leave_stands_for_once");
            leave.HasOne<Leave>().WithMany().HasForeignKey(candidate => candidate.StandsForId).OnDelete(DeleteBehavior.Restrict);
            leave.HasIndex(candidate => candidate.BranchId);
            leave.HasOne<Employee>().WithMany().HasForeignKey(candidate => candidate.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
