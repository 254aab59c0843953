namespace Clinic.Training.Complaints;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class ComplaintTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<ComplaintCause>().Property(cause => cause.CauseCode).HasMaxLength(60);
    }
}
