namespace Clinic.Feedback.Staff;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class StaffTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<StaffMember>();
        model.Entity<Branch>().Property(branch => branch.TimeZone).HasMaxLength(100);
    }
}
