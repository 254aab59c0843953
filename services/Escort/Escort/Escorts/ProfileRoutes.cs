namespace Clinic.Escort.Escorts;

/// <summary>Who the escorts and their colleagues are, when they are away, and what clients say about them.</summary>
static class ProfileRoutes
{
    public static void Map(WebApplication app)
    {
        var escorts = app.MapGroup("/escorts").WithTags("Escorts");
        ListEscorts.Map(escorts);
        ListEscortLeaves.Map(escorts);
        ListEscortRatings.Map(escorts);
        ListColleagues.Map(app.MapGroup("/colleagues").WithTags("Escorts"));
    }
}
