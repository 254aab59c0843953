namespace Clinic.Escort.Escorts;

/// <summary>The tables of people of the group and of what keeps them from being assigned.</summary>
static class ProfileTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<EscortProfile>(profile =>
        {
            profile.Property(escortProfile => escortProfile.CertificateNumber).HasMaxLength(60);
            profile.Property(escortProfile => escortProfile.AgreementVersion).HasMaxLength(40);
            profile.HasIndex(escortProfile => new { escortProfile.BranchId, escortProfile.State });
        });
        model.Entity<Suspension>(suspension =>
        {
            suspension.HasKey(candidate => new { candidate.PersonId, candidate.SeriesVersion });
            suspension.HasIndex(candidate => candidate.ComplaintId);
        });
        model.Entity<OverturnedComplaint>();
    }
}
