using Clinic.Feedback.Clients;
using Clinic.Feedback.Complaints;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Issues;
using Clinic.Feedback.Surveys;

namespace Clinic.Feedback;

/// <summary>Every act and question of the service: what happens to a complaint in its order, then calls and surveys.</summary>
static class FeedbackRoutes
{
    public static void Map(WebApplication app)
    {
        var complaints = app.MapGroup("/complaints").WithTags("Complaints");
        FileComplaint.Map(complaints);
        AnswerFirst.Map(complaints);
        AppointInvestigator.Map(complaints);
        DetermineResponsibility.Map(complaints);
        ProposeSolution.Map(complaints);
        TellResult.Map(complaints);
        NoteDissatisfaction.Map(complaints);
        NoteSatisfaction.Map(complaints);
        TrackSolution.Map(complaints);
        CloseComplaint.Map(complaints);
        CloseUnsatisfied.Map(complaints);
        ReopenComplaint.Map(complaints);
        WithdrawComplaint.Map(complaints);
        OverturnComplaint.Map(complaints);
        ReadComplaint.Map(complaints);
        ComplaintsOfBranch.Map(complaints);

        VoiceOfClient.Map(app.MapGroup("/clients").WithTags("Complaints"));
        IssuesOfBranch.Map(app.MapGroup("/patient-issues").WithTags("Complaints"));

        var followUps = app.MapGroup("/follow-ups").WithTags("Follow-ups");
        RecordAttempt.Map(followUps);
        SendCareMessage.Map(followUps);
        CloseFollowUp.Map(followUps);
        FollowUpsOfBranch.Map(followUps);

        var invitations = app.MapGroup("/invitations").WithTags("Surveys");
        MakeLink.Map(invitations);
        ShowForm.Map(app);
        AnswerSurvey.Map(app);
        SurveysOfBranch.Map(invitations, app.MapGroup("/survey-answers").WithTags("Surveys"));
    }
}
