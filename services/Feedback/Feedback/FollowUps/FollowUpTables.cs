namespace Clinic.Feedback.FollowUps;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class FollowUpTables
{
    internal const string FollowUpOnce = "follow_up_once";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<FollowUp>(up =>
        {
            up.HasIndex(followUp => followUp.SourceId).IsUnique().HasDatabaseName(FollowUpOnce);
            up.HasIndex(followUp => new { followUp.BranchId, followUp.State });
            up.HasIndex(followUp => followUp.ClientId);
        });
        model.Entity<VoidedVisit>();
        model.Entity<FollowUpAttempt>(attempt =>
        {
            attempt.HasIndex(followUpAttempt => followUpAttempt.FollowUpId);
            attempt
                .HasOne<FollowUp>()
                .WithMany()
                .HasForeignKey(followUpAttempt => followUpAttempt.FollowUpId)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
