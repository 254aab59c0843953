namespace Clinic.Feedback.FollowUps;

/// <summary>Calls after a service.</summary>
static class FollowUpRoutes
{
    public static void Map(WebApplication app)
    {
        var followUps = app.MapGroup("/follow-ups").WithTags("Follow-ups");
        RecordAttempt.Map(followUps);
        SendCareMessage.Map(followUps);
        CloseFollowUp.Map(followUps);
        ListFollowUps.Map(followUps);
    }
}
