using Clinic.Training.Assessments;
using Clinic.Training.Certificates;
using Clinic.Training.Complaints;
using Clinic.Training.Onboarding;
using Clinic.Training.Sessions;
using Clinic.Training.Staff;

namespace Clinic.Training;

/// <summary>
/// Training's own database, with the constraints that carry rules by name. Whoever needs several subjects alone holds complaints
/// before people, and each kind in the order of ids.
/// </summary>
public sealed class TrainingDb(DbContextOptions<TrainingDb> options) : ServiceDb(options)
{
    internal const string OneSessionOfSource = "ux_session_one_of_source",
        AttendanceTakenBackOnce = "ux_attendance_taken_back_once",
        OneOpenAssessment = "ux_assessment_one_open",
        OneResitOfCase = "ux_assessment_one_resit_of_case",
        SeriesToldOnce = "ux_failure_series_told_once",
        CertificatesFollow = "ux_certificate_one_after_another",
        CertificateNumberOnce = "ux_certificate_number";

    internal DbSet<TrainingFile> Files => Set<TrainingFile>();
    internal DbSet<OnboardingPlan> Plans => Set<OnboardingPlan>();
    internal DbSet<TrainingSession> Sessions => Set<TrainingSession>();
    internal DbSet<Attendance> Attendances => Set<Attendance>();
    internal DbSet<Assessment> Assessments => Set<Assessment>();
    internal DbSet<FailureSeries> Series => Set<FailureSeries>();
    internal DbSet<Rating> Ratings => Set<Rating>();
    internal DbSet<ComplaintCause> Complaints => Set<ComplaintCause>();
    internal DbSet<Certificate> Certificates => Set<Certificate>();

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<TrainingFile>(file =>
        {
            file.HasKey(trainingFile => trainingFile.PersonId);
            file.HasIndex(trainingFile => trainingFile.BranchId);
        });
        model.Entity<OnboardingPlan>(plan =>
        {
            plan.HasKey(onboardingPlan => onboardingPlan.PersonId);
            plan.Property(onboardingPlan => onboardingPlan.PathCode).HasMaxLength(40);
            plan.Property(onboardingPlan => onboardingPlan.MinHours).HasPrecision(6, 2);
            plan.Property(onboardingPlan => onboardingPlan.Hours).HasPrecision(7, 2);
            plan.HasIndex(onboardingPlan => onboardingPlan.BranchId);
        });
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
            attendance.Property(candidate => candidate.Reason).HasMaxLength(500);
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
        model.Entity<Assessment>(assessment =>
        {
            assessment.Property(candidate => candidate.TheoryScore).HasPrecision(5, 2);
            assessment.Property(candidate => candidate.PracticalGrade).HasPrecision(5, 2);
            assessment.Property(candidate => candidate.Satisfaction).HasPrecision(5, 2);
            assessment.Property(candidate => candidate.PracticalNotes).HasMaxLength(1000);
            assessment.Property(candidate => candidate.ExcuseReason).HasMaxLength(500);
            assessment
                .HasIndex(candidate => new { candidate.PersonId, candidate.Kind })
                .IsUnique()
                .HasFilter("state IN ('Scheduled', 'TheoryTaken') AND kind <> 'Resit'")
                .HasDatabaseName(OneOpenAssessment);
            assessment
                .HasIndex(candidate => candidate.DisciplineCaseId)
                .IsUnique()
                .HasFilter("discipline_case_id IS NOT NULL")
                .HasDatabaseName(OneResitOfCase);
            assessment.HasIndex(candidate => new { candidate.PersonId, candidate.VerdictNumber });
            assessment.HasIndex(candidate => candidate.ComplaintId);
        });
        model.Entity<FailureSeries>(series =>
        {
            // Two failures in a row are said once; a series whose failure was voided may be said anew.
            series
                .HasIndex(failureSeries => failureSeries.FirstId)
                .IsUnique()
                .HasFilter("voided_at IS NULL")
                .HasDatabaseName(SeriesToldOnce);
            series.HasIndex(failureSeries => failureSeries.PersonId);
        });
        model.Entity<Rating>(rating =>
        {
            rating.HasKey(candidate => new { candidate.ResponseId, candidate.PersonId });
            rating.Property(candidate => candidate.Score).HasPrecision(5, 2);
            rating.HasIndex(candidate => new { candidate.PersonId, candidate.At });
        });
        model.Entity<ComplaintCause>().Property(cause => cause.CauseCode).HasMaxLength(60);
        model.Entity<CertificateCounter>().HasKey(counter => new { counter.BranchId, counter.Year });
        model.Entity<Certificate>(certificate =>
        {
            certificate.Property(candidate => candidate.Number).HasMaxLength(40);
            certificate.HasIndex(candidate => new { candidate.PersonId, candidate.Ordinal }).IsUnique().HasDatabaseName(CertificatesFollow);
            certificate
                .HasIndex(candidate => new { candidate.BranchId, candidate.Number })
                .IsUnique()
                .HasDatabaseName(CertificateNumberOnce);
        });
    }

    /// <summary>The training file of a person, opened now when nothing was heard of them yet.</summary>
    internal async Task<TrainingFile> FileOrNew(Guid person, Guid branch, CancellationToken stop) =>
        await Files.FindAsync([person], stop) ?? Add(new TrainingFile { PersonId = person, BranchId = branch }).Entity;
}
