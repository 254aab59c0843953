namespace Clinic.Training.Staff;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class StaffTables
{
    internal const string CertificatesFollow = "ux_certificate_one_after_another",
        CertificateNumberOnce = "ux_certificate_number";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Branch>().Property(branch => branch.TimeZone).HasMaxLength(64);
        model.Entity<TrainingFile>(file =>
        {
            file.Property(trainingFile => trainingFile.EventVersion).HasColumnName("facts_said");
            file.HasKey(trainingFile => trainingFile.PersonId);
            file.HasIndex(trainingFile => trainingFile.BranchId);
        });
        model.Entity<Certificate>(certificate =>
        {
            certificate.Property(candidate => candidate.Number).HasMaxLength(40);
            certificate.HasIndex(candidate => new { candidate.PersonId, candidate.Ordinal }).IsUnique().HasDatabaseName(CertificatesFollow);
            certificate
                .HasIndex(candidate => new { candidate.BranchId, candidate.Number })
                .IsUnique()
                .HasDatabaseName(CertificateNumberOnce);
        });
        model.Entity<CertificateWithdrawal>(withdrawal =>
        {
            // A certificate is withdrawn once, and stays so.
            withdrawal.HasKey(candidate => candidate.CertificateId);
            withdrawal.Property(candidate => candidate.ReasonCode).HasMaxLength(40);
            withdrawal.HasIndex(candidate => candidate.PersonId);
            withdrawal
                .HasOne<Certificate>()
                .WithMany()
                .HasForeignKey(candidate => candidate.CertificateId)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
