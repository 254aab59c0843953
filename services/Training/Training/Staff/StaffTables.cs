namespace Clinic.Training.Staff;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class StaffTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<TrainingFile>(file =>
        {
            file.Property(trainingFile => trainingFile.EventVersion).HasColumnName("facts_said");
            file.HasKey(trainingFile => trainingFile.PersonId);
            file.HasIndex(trainingFile => trainingFile.BranchId);
        });
    }
}
