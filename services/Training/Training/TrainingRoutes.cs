using Clinic.Training.Assessments;
using Clinic.Training.Certificates;
using Clinic.Training.Complaints;
using Clinic.Training.Onboarding;
using Clinic.Training.Sessions;

namespace Clinic.Training;

/// <summary>Every act and question of the service, in the order a newcomer meets them.</summary>
static class TrainingRoutes
{
    public static void Map(WebApplication app)
    {
        SessionRoutes.Map(app);
        OnboardingRoutes.Map(app);
        AssessmentRoutes.Map(app);
        ComplaintRoutes.Map(app);
        CertificateRoutes.Map(app);
    }
}
