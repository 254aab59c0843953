namespace Clinic.Feedback.Clients;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class ClientTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<MergedClient>(merged =>
        {
            merged.Property(mergedClient => mergedClient.EventVersion).HasColumnName("said_version");
            merged.HasIndex(mergedClient => mergedClient.KeptId).HasFilter("kept_id IS NOT NULL");
        });
        model.Entity<ClientWish>().Property(wish => wish.EventVersion).HasColumnName("said_version");
    }
}
