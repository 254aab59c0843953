namespace Clinic.Escort.EscortStatus;

/// <summary>Whether an escort may accompany.</summary>
static class EscortStatusRoutes
{
    public static void Map(WebApplication app)
    {
        OneEscort.Map(app.MapGroup("/escorts").WithTags("Escorts"));
    }
}
