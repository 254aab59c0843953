namespace Clinic.Training.Onboarding;

/// <summary>How far a newcomer is.</summary>
static class OnboardingRoutes
{
    public static void Map(WebApplication app)
    {
        GetOnboarding.Map(app.MapGroup("/onboarding").WithTags("Onboarding"));
    }
}
