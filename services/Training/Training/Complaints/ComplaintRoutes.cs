namespace Clinic.Training.Complaints;

/// <summary>What is behind a special session.</summary>
static class ComplaintRoutes
{
    public static void Map(WebApplication app)
    {
        GetSessionCause.Map(app.MapGroup("/sessions").WithTags("Sessions"));
    }
}
