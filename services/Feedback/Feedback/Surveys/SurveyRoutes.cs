namespace Clinic.Feedback.Surveys;

/// <summary>Surveys: the invitation, its link, the answers, and how satisfied clients were.</summary>
static class SurveyRoutes
{
    public static void Map(WebApplication app)
    {
        var invitations = app.MapGroup("/invitations").WithTags("Surveys");
        MakeLink.Map(invitations);
        GetSurveyForm.Map(app);
        AnswerSurvey.Map(app);
        GetSatisfaction.Map(app.MapGroup("/surveys").WithTags("Surveys"));
        ListSurveys.Map(invitations, app.MapGroup("/survey-answers").WithTags("Surveys"));
    }
}
