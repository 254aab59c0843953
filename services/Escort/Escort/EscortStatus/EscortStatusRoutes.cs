namespace Clinic.Escort.EscortStatus;

/// <summary>Whether an escort may accompany, when, and whether somebody complained.</summary>
static class EscortStatusRoutes
{
    public static void Map(WebApplication app)
    {
        var escorts = app.MapGroup("/escorts").WithTags("Escorts");
        GetEscort.Map(escorts);
        GetEscortCalendar.Map(escorts);
        ListEscortComplaints.Map(escorts);
        ReinstateEscort.Map(escorts);
    }
}
