namespace Clinic.Training.Sessions;

/// <summary>Sessions: planned, held, and attendance corrected.</summary>
static class SessionRoutes
{
    public static void Map(WebApplication app)
    {
        var sessions = app.MapGroup("/sessions").WithTags("Sessions");
        PlanSession.Map(sessions);
        ScheduleSession.Map(sessions);
        CompleteSession.Map(sessions);
        CorrectAttendance.Map(sessions);
        GetSession.Map(sessions);
        ListSessions.Map(sessions);
    }
}
