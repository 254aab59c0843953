using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class ComplaintTables
{
    internal const string RoundOnce = "complaint_round_once";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Complaint>(complaint =>
        {
            complaint.Property(candidate => candidate.EventVersion).HasColumnName("said_version");
            complaint
                .HasMany(candidate => candidate.History)
                .WithOne()
                .HasForeignKey(round => round.ComplaintId)
                .OnDelete(DeleteBehavior.Restrict);
            complaint.Navigation(candidate => candidate.History).AutoInclude();
            complaint.HasIndex(candidate => new { candidate.BranchId, candidate.State });
            complaint.HasIndex(candidate => new { candidate.BranchId, candidate.Cause });
            complaint.HasIndex(candidate => candidate.FiledBy);
            complaint.HasIndex(candidate => candidate.ClientId).HasFilter("client_id IS NOT NULL");
        });
        model.Entity<ComplaintRound>(round =>
        {
            round.Property(candidate => candidate.Id).ValueGeneratedNever();
            // A deadline belongs to a round, and a round is one of its complaint.
            round.HasIndex(candidate => new { candidate.ComplaintId, candidate.Number }).IsUnique().HasDatabaseName(RoundOnce);
            round.ComplexProperty(
                candidate => candidate.FirstResponse,
                answer => answer.Property(part => part.GivenAt).HasColumnName("first_responded_at")
            );
            round.ComplexProperty(
                candidate => candidate.Resolution,
                answer => answer.Property(part => part.GivenAt).HasColumnName("result_told_at")
            );
        });
        model.Entity<ComplaintStep>(step =>
        {
            step.HasKey(complaintStep => new { complaintStep.ComplaintId, complaintStep.Number });
            // A step cannot be taken away, and with it the complaint it belongs to.
            step.HasOne<Complaint>()
                .WithMany()
                .HasForeignKey(complaintStep => complaintStep.ComplaintId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ComplaintNotice>(notice =>
        {
            // Each rung is told once a round, whoever rings.
            notice.HasKey(complaintNotice => new
            {
                complaintNotice.ComplaintId,
                complaintNotice.Round,
                complaintNotice.Kind,
                complaintNotice.Rung,
            });
            notice
                .HasOne<Complaint>()
                .WithMany()
                .HasForeignKey(complaintNotice => complaintNotice.ComplaintId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model
            .Entity<ImprovementAction>()
            .HasOne<Complaint>()
            .WithMany()
            .HasForeignKey(improvementAction => improvementAction.SourceId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
