namespace Clinic.Feedback.Surveys;

/// <summary>Surveys: the invitation, its link, and the answers.</summary>
static class SurveyRoutes
{
    public static void Map(WebApplication app)
    {
        var invitations = app.MapGroup("/invitations").WithTags("Surveys");
        MakeLink.Map(invitations);
        ShowForm.Map(app);
        AnswerSurvey.Map(app);
        SurveysOfBranch.Map(invitations, app.MapGroup("/survey-answers").WithTags("Surveys"));
    }
}
