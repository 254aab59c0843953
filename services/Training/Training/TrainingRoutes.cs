using Clinic.Training.Assessments;
using Clinic.Training.Certificates;
using Clinic.Training.Onboarding;
using Clinic.Training.Sessions;

namespace Clinic.Training;

/// <summary>Every act and question of the service, in the order a newcomer meets them.</summary>
static class TrainingRoutes
{
    public static void Map(WebApplication app)
    {
        var sessions = app.MapGroup("/sessions").WithTags("Sessions");
        PlanSession.Map(sessions);
        ScheduleSession.Map(sessions);
        CompleteSession.Map(sessions);
        CorrectAttendance.Map(sessions);
        OneSession.Map(sessions);
        SessionsOfBranch.Map(sessions);

        OnboardingOfPerson.Map(app.MapGroup("/onboarding").WithTags("Onboarding"));

        var assessments = app.MapGroup("/assessments").WithTags("Assessments");
        ScheduleAssessment.Map(assessments);
        GradeTheory.Map(assessments);
        GradePractical.Map(assessments);
        ExcuseFromAssessment.Map(assessments);
        OneAssessment.Map(assessments);
        RecordOfPerson.Map(app.MapGroup("/people").WithTags("Assessments"));

        var certificates = app.MapGroup("/certificates").WithTags("Certificates");
        IssueCertificate.Map(certificates);
        CertificatesOfBranch.Map(certificates);
    }
}
