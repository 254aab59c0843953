namespace Clinic.Payroll.Discipline;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class DisciplineTables
{
    internal const string CaseOfSource = "ux_discipline_case_of_source";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<DisciplineCase>(disciplineCase =>
        {
            disciplineCase.Property(entry => entry.RuleCode).HasMaxLength(80);
            disciplineCase.Property(entry => entry.Amount).HasPrecision(14, 2);
            disciplineCase.Property(entry => entry.Currency).HasMaxLength(3);
            disciplineCase.Property(entry => entry.TopicCode).HasMaxLength(80);
            disciplineCase.Property(entry => entry.DropCode).HasMaxLength(40);
            // One matter opens one case against a person each time it counts, whoever opens it and however often it is told.
            disciplineCase
                .HasIndex(entry => new
                {
                    entry.PersonId,
                    entry.Source,
                    entry.SourceId,
                    entry.Round,
                })
                .IsUnique()
                .HasDatabaseName(CaseOfSource);
            disciplineCase.HasIndex(entry => new { entry.BranchId, entry.State });
            disciplineCase.HasIndex(entry => entry.ComplaintId);
        });
        model.Entity<AssessmentChange>(change =>
        {
            // A change is known once, by its number among the verdicts over a person.
            change.HasKey(assessmentChange => new { assessmentChange.AssessmentId, assessmentChange.Number });
            change.Property(assessmentChange => assessmentChange.ReasonCode).HasMaxLength(40);
            change.HasIndex(assessmentChange => assessmentChange.PersonId);
        });
    }
}
