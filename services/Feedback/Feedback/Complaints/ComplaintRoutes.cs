namespace Clinic.Feedback.Complaints;

/// <summary>What happens to a complaint, in its order.</summary>
static class ComplaintRoutes
{
    public static void Map(WebApplication app)
    {
        var complaints = app.MapGroup("/complaints").WithTags("Complaints");
        FileComplaint.Map(complaints);
        GiveFirstAnswer.Map(complaints);
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
        TakeMeasure.Map(complaints);
        HandOverMeasure.Map(complaints);
        CarryOutMeasure.Map(complaints);
        GetComplaint.Map(complaints);
        ListComplaints.Map(complaints);
        GetComplaintCauses.Map(complaints);
        ListNotices.Map(complaints);
        ListMeasures.Map(complaints);
    }
}
