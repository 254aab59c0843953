namespace Clinic.Feedback.Issues;

/// <summary>What clients were unhappy with beside complaints.</summary>
static class IssueRoutes
{
    public static void Map(WebApplication app)
    {
        var issues = app.MapGroup("/patient-issues").WithTags("Complaints");
        ListPatientIssues.Map(issues);
        TakeIssue.Map(issues);
        AnswerIssue.Map(issues);
        CloseIssue.Map(issues);
        GetPatientIssue.Map(issues);
    }
}
