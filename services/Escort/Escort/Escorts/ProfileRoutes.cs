namespace Clinic.Escort.Escorts;

/// <summary>Who the escorts are.</summary>
static class ProfileRoutes
{
    public static void Map(WebApplication app)
    {
        ListEscorts.Map(app.MapGroup("/escorts").WithTags("Escorts"));
    }
}
