namespace Clinic.Feedback.Voices;

/// <summary>Everything a client ever said.</summary>
static class VoiceRoutes
{
    public static void Map(WebApplication app)
    {
        GetClientVoice.Map(app.MapGroup("/clients").WithTags("Complaints"));
    }
}
