namespace Clinic.Feedback.Issues;

/// <summary>What clients were unhappy with beside complaints.</summary>
static class IssueRoutes
{
    public static void Map(WebApplication app)
    {
        ListPatientIssues.Map(app.MapGroup("/patient-issues").WithTags("Complaints"));
    }
}
