namespace Clinic.Escort.Branches;

/// <summary>The table of opened branches.</summary>
static class BranchTables
{
    public static void Shape(ModelBuilder model) => model.Entity<Branch>().Property(branch => branch.TimeZone).HasMaxLength(64);
}
