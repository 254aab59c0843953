namespace Clinic.Training.Certificates;

/// <summary>The tables of this area; certificates themselves stand with the training files.</summary>
static class CertificateTables
{
    public static void Shape(ModelBuilder model) =>
        model.Entity<CertificateCounter>().HasKey(counter => new { counter.BranchId, counter.Year });
}
