namespace Clinic.Training.Assessments;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class AssessmentTables
{
    internal const string OneOpenAssessment = "ux_assessment_one_open",
        OneResitOfCase = "ux_assessment_one_resit_of_case",
        SeriesToldOnce = "ux_failure_series_told_once",
        CorrectionsFollow = "ux_assessment_correction_one_after_another";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Assessment>(assessment =>
        {
            assessment.Property(candidate => candidate.TheoryScore).HasPrecision(5, 2);
            assessment.Property(candidate => candidate.PracticalGrade).HasPrecision(5, 2);
            assessment.Property(candidate => candidate.Satisfaction).HasPrecision(5, 2);
            assessment.Property(candidate => candidate.PathCode).HasMaxLength(40);
            assessment
                .HasIndex(candidate => new { candidate.PersonId, candidate.Kind })
                .IsUnique()
                .HasFilter("state IN ('Scheduled', 'TheoryTaken') AND kind <> 'Resit'")
                .HasDatabaseName(OneOpenAssessment);
            assessment
                .HasIndex(candidate => candidate.DisciplineCaseId)
                .IsUnique()
                .HasFilter("discipline_case_id IS NOT NULL AND state <> 'Voided'")
                .HasDatabaseName(OneResitOfCase);
            assessment.HasIndex(candidate => new { candidate.PersonId, candidate.VerdictNumber });
            assessment.HasIndex(candidate => candidate.ComplaintId);
        });
        model.Entity<AssessmentCorrection>(correction =>
        {
            correction.Property(candidate => candidate.TheoryBefore).HasPrecision(5, 2);
            correction.Property(candidate => candidate.PracticalBefore).HasPrecision(5, 2);
            correction.Property(candidate => candidate.Theory).HasPrecision(5, 2);
            correction.Property(candidate => candidate.Practical).HasPrecision(5, 2);
            correction
                .HasIndex(candidate => new { candidate.AssessmentId, candidate.Number })
                .IsUnique()
                .HasDatabaseName(CorrectionsFollow);
            correction.HasIndex(candidate => candidate.PersonId);
            correction.HasOne<Assessment>().WithMany().HasForeignKey(candidate => candidate.AssessmentId).OnDelete(DeleteBehavior.Restrict);
            correction.ToTable(table => table.HasCheckConstraint("ck_assessment_correction_second_person", "corrected_by <> person_id"));
        });
        model.Entity<DecidedCase>().HasIndex(decided => decided.PersonId);
        model.Entity<FailureSeries>(series =>
        {
            // Two failures in a row are said once; a series whose failure no longer counted may be said anew.
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
    }
}
