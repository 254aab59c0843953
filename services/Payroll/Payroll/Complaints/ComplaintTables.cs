namespace Clinic.Payroll.Complaints;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class ComplaintTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<ComplaintNote>(note =>
        {
            note.ComplexProperty(complaintNote => complaintNote.Filed);
            note.ComplexProperty(
                complaintNote => complaintNote.Found,
                found => found.Property(finding => finding!.CauseCode).HasMaxLength(80)
            );
            note.ComplexProperty(complaintNote => complaintNote.Closed);
            note.ComplexProperty(
                complaintNote => complaintNote.Overturned,
                overturned => overturned.Property(overturning => overturning!.ReasonCode).HasMaxLength(80)
            );
            note.ComplexProperty(complaintNote => complaintNote.Reopened);
            note.HasIndex(complaintNote => complaintNote.BranchId).HasFilter("standing = 'Open'").HasDatabaseName("ix_complaint_note_open");
        });
        model.Entity<ComplaintMark>(mark =>
        {
            mark.HasKey(complaintMark => new { complaintMark.ComplaintId, complaintMark.PersonId });
            mark.HasOne<ComplaintNote>()
                .WithMany()
                .HasForeignKey(complaintMark => complaintMark.ComplaintId)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }
}
