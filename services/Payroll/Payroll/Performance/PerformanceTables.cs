namespace Clinic.Payroll.Performance;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class PerformanceTables
{
    internal const string EntryCountsOnce = "ux_performance_entry_counts_once";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<PerformanceEntry>(entry =>
        {
            entry.Property(performanceEntry => performanceEntry.Value).HasPrecision(14, 4);
            entry.Property(performanceEntry => performanceEntry.Currency).HasMaxLength(3);
            entry.Property(performanceEntry => performanceEntry.SourceKind).HasMaxLength(40);
            // One source counts once for a person, kind and round, and is taken back once, whatever arrives however often.
            entry
                .HasIndex(performanceEntry => new
                {
                    performanceEntry.SourceId,
                    performanceEntry.PersonId,
                    performanceEntry.Kind,
                    performanceEntry.Round,
                })
                .IsUnique()
                .HasFilter("reverses_id IS NULL")
                .HasDatabaseName(EntryCountsOnce);
            entry
                .HasIndex(performanceEntry => performanceEntry.ReversesId)
                .IsUnique()
                .HasDatabaseName("ux_performance_entry_reversed_once");
            entry.HasIndex(performanceEntry => new { performanceEntry.BranchId, performanceEntry.Day });
            entry.HasIndex(performanceEntry => new { performanceEntry.PersonId, performanceEntry.Day });
            entry
                .HasOne<PerformanceEntry>()
                .WithMany()
                .HasForeignKey(performanceEntry => performanceEntry.ReversesId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Earned>(earned =>
        {
            earned.Property(candidate => candidate.Value).HasPrecision(14, 4);
            earned.Property(candidate => candidate.Currency).HasMaxLength(3);
            earned.Property(candidate => candidate.SourceKind).HasMaxLength(40);
            earned
                .HasIndex(candidate => new
                {
                    candidate.SourceId,
                    candidate.PersonId,
                    candidate.Kind,
                    candidate.Round,
                })
                .IsUnique()
                .HasFilter("reverses_id IS NULL")
                .HasDatabaseName("ux_earned_counts_once");
            earned.HasIndex(candidate => candidate.ReversesId).IsUnique().HasDatabaseName("ux_earned_reversed_once");
            earned.HasIndex(candidate => candidate.BranchId);
        });
        model.Entity<AccompaniedVisit>(visit =>
        {
            visit.ComplexProperty(accompaniedVisit => accompaniedVisit.Ended);
            visit.ComplexProperty(accompaniedVisit => accompaniedVisit.Reported);
            visit.ComplexProperty(
                accompaniedVisit => accompaniedVisit.Fee,
                fee =>
                {
                    fee.Property(collectedFee => collectedFee!.Amount).HasPrecision(14, 2);
                    fee.Property(collectedFee => collectedFee!.Currency).HasMaxLength(3);
                }
            );
            visit
                .HasIndex(accompaniedVisit => accompaniedVisit.BranchId)
                .HasFilter("NOT counted")
                .HasDatabaseName("ix_accompanied_visit_held");
        });
        model.Entity<Referral>(referral =>
        {
            // The key is the referral: it is credited once, whatever arrives however often.
            referral.HasIndex(candidate => candidate.EngagementId);
            referral.HasIndex(candidate => candidate.BranchId).HasFilter("NOT credited").HasDatabaseName("ix_referral_held");
        });
    }
}
