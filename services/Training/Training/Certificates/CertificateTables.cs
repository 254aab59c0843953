namespace Clinic.Training.Certificates;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class CertificateTables
{
    internal const string CertificatesFollow = "ux_certificate_one_after_another",
        CertificateNumberOnce = "ux_certificate_number";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<CertificateCounter>().HasKey(counter => new { counter.BranchId, counter.Year });
        model.Entity<Certificate>(certificate =>
        {
            certificate.Property(candidate => candidate.Number).HasMaxLength(40);
            certificate.HasIndex(candidate => new { candidate.PersonId, candidate.Ordinal }).IsUnique().HasDatabaseName(CertificatesFollow);
            certificate
                .HasIndex(candidate => new { candidate.BranchId, candidate.Number })
                .IsUnique()
                .HasDatabaseName(CertificateNumberOnce);
        });
    }
}
