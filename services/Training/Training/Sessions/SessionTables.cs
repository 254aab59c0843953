namespace Clinic.Training.Sessions;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class SessionTables
{
    internal const string OneSessionOfSource = "ux_session_one_of_source",
        AttendanceTakenBackOnce = "ux_attendance_taken_back_once";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<TrainingSession>(session =>
        {
            session.Property(trainingSession => trainingSession.TopicCode).HasMaxLength(40);
            session.Property(trainingSession => trainingSession.Hours).HasPrecision(6, 2);
            session.HasIndex(trainingSession => new { trainingSession.BranchId, trainingSession.Id });
            // A complaint or a discipline case opens one session, whatever arrives however often.
            session
                .HasIndex(trainingSession => trainingSession.SourceId)
                .IsUnique()
                .HasFilter("source_id IS NOT NULL AND source_taken_back_at IS NULL")
                .HasDatabaseName(OneSessionOfSource);
        });
        model.Entity<Attendance>(attendance =>
        {
            attendance.Property(candidate => candidate.Hours).HasPrecision(6, 2);
            attendance.Property(candidate => candidate.TopicCode).HasMaxLength(40);
            attendance.HasIndex(candidate => new { candidate.PersonId, candidate.From });
            attendance.HasIndex(candidate => candidate.SessionId);
            attendance.HasIndex(candidate => candidate.ReversesId).IsUnique().HasDatabaseName(AttendanceTakenBackOnce);
            attendance
                .HasOne<TrainingSession>()
                .WithMany()
                .HasForeignKey(candidate => candidate.SessionId)
                .OnDelete(DeleteBehavior.Restrict);
            attendance.HasOne<Attendance>().WithMany().HasForeignKey(candidate => candidate.ReversesId).OnDelete(DeleteBehavior.Restrict);
            attendance.ToTable(table =>
                table.HasCheckConstraint("ck_attendance_opposite_names_its_line", "(hours < 0) = (reverses_id IS NOT NULL)")
            );
        });
    }
}
