namespace Clinic.Payroll.Branches;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class BranchTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<Branch>().Property(branch => branch.TimeZone).HasMaxLength(64);
    }
}
