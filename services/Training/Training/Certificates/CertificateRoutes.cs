namespace Clinic.Training.Certificates;

/// <summary>Certificates.</summary>
static class CertificateRoutes
{
    public static void Map(WebApplication app)
    {
        var certificates = app.MapGroup("/certificates").WithTags("Certificates");
        IssueCertificate.Map(certificates);
        ListCertificates.Map(certificates);
        ListExpiringCertificates.Map(certificates);
        ListOwnCertificates.Map(certificates);
    }
}
