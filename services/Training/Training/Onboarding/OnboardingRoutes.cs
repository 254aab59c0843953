namespace Clinic.Training.Onboarding;

/// <summary>How far a newcomer is.</summary>
static class OnboardingRoutes
{
    public static void Map(WebApplication app)
    {
        var onboarding = app.MapGroup("/onboarding").WithTags("Onboarding");
        ListOnboarding.Map(onboarding);
        GetOnboarding.Map(onboarding);
    }
}
