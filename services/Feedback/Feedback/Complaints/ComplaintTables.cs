using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class ComplaintTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<Complaint>(complaint =>
        {
            complaint.Property(candidate => candidate.EventVersion).HasColumnName("said_version");
            complaint.ComplexProperty(
                candidate => candidate.FirstResponse,
                answer => answer.Property(part => part.GivenAt).HasColumnName("first_responded_at")
            );
            complaint.ComplexProperty(
                candidate => candidate.Resolution,
                answer => answer.Property(part => part.GivenAt).HasColumnName("result_told_at")
            );
            complaint.HasIndex(candidate => new { candidate.BranchId, candidate.State });
            complaint.HasIndex(candidate => new { candidate.BranchId, candidate.Cause });
            complaint.HasIndex(candidate => candidate.FiledBy);
            complaint.HasIndex(candidate => candidate.ClientId).HasFilter("client_id IS NOT NULL");
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
            // Each rung is told once, whoever rings.
            notice.HasKey(complaintNotice => new
            {
                complaintNotice.ComplaintId,
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
