namespace Clinic.Escort.Clients;

/// <summary>The tables of clients and of who brought them.</summary>
static class ClientTables
{
    internal const string ReferredOnce = "referral_one_per_client";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<KnownClient>(client =>
        {
            client.Property<uint>("RowVersion").IsRowVersion();
            client.HasIndex(knownClient => knownClient.MergedInto).HasFilter("merged_into IS NOT NULL");
        });
        model.Entity<ClientVisit>(visit =>
        {
            visit.HasIndex(candidate => candidate.ClientId);
            visit.Property<uint>("RowVersion").IsRowVersion();
        });
        model.Entity<Referral>(referral =>
        {
            referral.HasIndex(candidate => candidate.ClientId).IsUnique().HasDatabaseName(ReferredOnce);
            referral.Property<uint>("RowVersion").IsRowVersion();
        });
    }
}
