using Clinic.Feedback.Complaints;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Issues;
using Clinic.Feedback.Surveys;
using Clinic.Feedback.Voices;

namespace Clinic.Feedback;

/// <summary>Every act and question of the service: complaints, then calls and surveys.</summary>
static class FeedbackRoutes
{
    public static void Map(WebApplication app)
    {
        ComplaintRoutes.Map(app);
        VoiceRoutes.Map(app);
        IssueRoutes.Map(app);
        FollowUpRoutes.Map(app);
        SurveyRoutes.Map(app);
    }
}
