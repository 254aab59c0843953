namespace Clinic.Feedback.Issues;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class IssueTables
{
    internal const string IssueOnce = "patient_issue_once";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<PatientIssue>(issue =>
        {
            issue.HasIndex(patientIssue => patientIssue.SourceId).IsUnique().HasDatabaseName(IssueOnce);
            issue.HasIndex(patientIssue => patientIssue.BranchId);
            issue.HasIndex(patientIssue => patientIssue.ClientId);
            issue.HasIndex(patientIssue => patientIssue.OwnerId).HasFilter("owner_id IS NOT NULL");
        });
        model.Entity<IssueStep>(step =>
        {
            step.HasIndex(issueStep => issueStep.IssueId);
            // A step cannot be taken away, and with it the issue it belongs to.
            step.HasOne<PatientIssue>().WithMany().HasForeignKey(issueStep => issueStep.IssueId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
