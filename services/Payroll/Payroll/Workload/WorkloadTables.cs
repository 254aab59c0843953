namespace Clinic.Payroll.Workload;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class WorkloadTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<ServedVisit>(visit =>
        {
            visit.ComplexProperty(servedVisit => servedVisit.Completed);
            visit.ComplexProperty(servedVisit => servedVisit.Voided);
            visit.Property<uint>("RowVersion").IsRowVersion();
            visit.HasIndex(servedVisit => servedVisit.BranchId).HasFilter("waits").HasDatabaseName("ix_served_visit_waiting");
        });
        model.Entity<WaitingShare>(share =>
        {
            share.HasKey(waitingShare => new
            {
                waitingShare.VisitId,
                waitingShare.PersonId,
                waitingShare.Part,
            });
            share.HasOne<ServedVisit>().WithMany().HasForeignKey(waitingShare => waitingShare.VisitId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Accrual>(accrual =>
        {
            accrual.Property(candidate => candidate.Units).HasPrecision(9, 4);
            // One person's part in one visit counts once and is taken back once, whatever arrives however often.
            accrual
                .HasIndex(candidate => new
                {
                    candidate.VisitId,
                    candidate.PersonId,
                    candidate.Part,
                    candidate.Kind,
                })
                .IsUnique()
                .HasDatabaseName("ux_accrual_counts_once");
            accrual.HasIndex(candidate => candidate.ReversesId).IsUnique().HasDatabaseName("ux_accrual_reversed_once");
            accrual.HasIndex(candidate => new { candidate.PersonId, candidate.Day });
            accrual.HasIndex(candidate => new { candidate.BranchId, candidate.Day });
            accrual.HasOne<Accrual>().WithMany().HasForeignKey(candidate => candidate.ReversesId).OnDelete(DeleteBehavior.Restrict);
            accrual.ToTable(table =>
                table.HasCheckConstraint("ck_accrual_reversal_names_its_line", "(kind = 'Reversed') = (reverses_id IS NOT NULL)")
            );
        });
    }
}
