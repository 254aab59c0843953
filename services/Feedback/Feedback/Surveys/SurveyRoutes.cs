namespace Clinic.Feedback.Surveys;

/// <summary>Surveys: the invitation, its link, and the answers.</summary>
static class SurveyRoutes
{
    public static void Map(WebApplication app)
    {
        var invitations = app.MapGroup("/invitations").WithTags("Surveys");
        MakeLink.Map(invitations);
        GetSurveyForm.Map(app);
        AnswerSurvey.Map(app);
        ListSurveys.Map(invitations, app.MapGroup("/survey-answers").WithTags("Surveys"));
    }
}
