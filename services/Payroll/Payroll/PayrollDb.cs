using Clinic.Payroll.Branches;
using Clinic.Payroll.Discipline;
using Clinic.Payroll.Employees;
using Clinic.Payroll.Grades;
using Clinic.Payroll.Leaves;
using Clinic.Payroll.PayRuns;
using Clinic.Payroll.Performance;
using Clinic.Payroll.Workload;

namespace Clinic.Payroll;

/// <summary>Payroll's own database.</summary>
public sealed class PayrollDb(DbContextOptions<PayrollDb> options) : ServiceDb(options)
{
    internal const string OneLeaveAtATime = "leave_one_at_a_time";

    internal DbSet<Branch> Branches => Set<Branch>();
    internal DbSet<Employee> Employees => Set<Employee>();
    internal DbSet<PostChange> PostChanges => Set<PostChange>();
    internal DbSet<PayTerm> PayTerms => Set<PayTerm>();
    internal DbSet<Agreement> Agreements => Set<Agreement>();
    internal DbSet<Leave> Leaves => Set<Leave>();
    internal DbSet<ServedVisit> Visits => Set<ServedVisit>();
    internal DbSet<WaitingShare> WaitingShares => Set<WaitingShare>();
    internal DbSet<Accrual> Accruals => Set<Accrual>();
    internal DbSet<PerformanceEntry> PerformanceEntries => Set<PerformanceEntry>();
    internal DbSet<Earned> Earned => Set<Earned>();
    internal DbSet<AccompaniedVisit> AccompaniedVisits => Set<AccompaniedVisit>();
    internal DbSet<Referral> Referrals => Set<Referral>();
    internal DbSet<ComplaintNote> ComplaintNotes => Set<ComplaintNote>();
    internal DbSet<ComplaintMark> ComplaintMarks => Set<ComplaintMark>();
    internal DbSet<DisciplineCase> DisciplineCases => Set<DisciplineCase>();

    internal DbSet<GradeLine> GradeLines => Set<GradeLine>();
    internal DbSet<PayRun> PayRuns => Set<PayRun>();
    internal DbSet<PayCalculation> PayCalculations => Set<PayCalculation>();
    internal DbSet<PayLock> PayLocks => Set<PayLock>();
    internal DbSet<PayInput> PayInputs => Set<PayInput>();
    internal DbSet<Payslip> Payslips => Set<Payslip>();
    internal DbSet<PayslipLine> PayslipLines => Set<PayslipLine>();

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<Branch>().Property(branch => branch.TimeZone).HasMaxLength(64);

        model.Entity<Employee>(employee =>
        {
            employee.Property(one => one.Name).HasMaxLength(80);
            employee.Property(one => one.Mobile).HasMaxLength(20);
            employee.Property(one => one.LeavingReason).HasMaxLength(40);
            employee.HasIndex(one => new { one.BranchId, one.Post });
            employee.HasOne<Employee>().WithMany().HasForeignKey(one => one.SupervisorId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PostChange>(change =>
        {
            change.HasKey(one => new { one.EmployeeId, one.Number });
            change.Property(one => one.Reason).HasMaxLength(500);
            change.HasOne<Employee>().WithMany().HasForeignKey(one => one.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayTerm>(term =>
        {
            term.HasKey(one => new { one.EmployeeId, one.Number });
            term.ComplexProperty(one => one.BasePay, pay => pay.Property(money => money.Currency).HasMaxLength(3));
            term.Property(one => one.BaseGrade).HasMaxLength(3);
            term.Property(one => one.Reason).HasMaxLength(500);
            term.HasOne<Employee>().WithMany().HasForeignKey(one => one.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Agreement>(agreement =>
        {
            agreement.HasKey(one => new { one.EmployeeId, one.DocumentVersion });
            agreement.Property(one => one.DocumentVersion).HasMaxLength(32);
            agreement.HasOne<Employee>().WithMany().HasForeignKey(one => one.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Leave>(leave =>
        {
            leave.Property(one => one.Reason).HasMaxLength(500);
            leave.Property(one => one.CancelReason).HasMaxLength(500);
            leave.HasIndex(one => one.BranchId);
            leave.HasOne<Employee>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<ServedVisit>(visit =>
        {
            visit.ComplexProperty(one => one.Completed);
            visit.ComplexProperty(one => one.Voided);
            visit.Property<uint>("RowVersion").IsRowVersion();
            visit.HasIndex(one => one.BranchId).HasFilter("waits").HasDatabaseName("ix_served_visit_waiting");
        });
        model.Entity<WaitingShare>(share =>
        {
            share.HasKey(one => new
            {
                one.VisitId,
                one.PersonId,
                one.Part,
            });
            share.HasOne<ServedVisit>().WithMany().HasForeignKey(one => one.VisitId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Accrual>(accrual =>
        {
            accrual.Property(one => one.Units).HasPrecision(9, 4);
            // One person's part in one visit counts once and is taken back once, whatever arrives however often.
            accrual
                .HasIndex(one => new
                {
                    one.VisitId,
                    one.PersonId,
                    one.Part,
                    one.Kind,
                })
                .IsUnique()
                .HasDatabaseName("ux_accrual_counts_once");
            accrual.HasIndex(one => one.ReversesId).IsUnique().HasDatabaseName("ux_accrual_reversed_once");
            accrual.HasIndex(one => new { one.PersonId, one.Day });
            accrual.HasIndex(one => new { one.BranchId, one.Day });
            accrual.HasOne<Accrual>().WithMany().HasForeignKey(one => one.ReversesId).OnDelete(DeleteBehavior.Restrict);
            accrual.ToTable(table =>
                table.HasCheckConstraint("ck_accrual_reversal_names_its_line", "(kind = 'Reversed') = (reverses_id IS NOT NULL)")
            );
        });
        model.Entity<PerformanceEntry>(entry =>
        {
            entry.Property(one => one.Value).HasPrecision(14, 4);
            entry.Property(one => one.Currency).HasMaxLength(3);
            entry.Property(one => one.SourceKind).HasMaxLength(40);
            // One source counts once for a person and kind, and is taken back once, whatever arrives however often.
            entry
                .HasIndex(one => new
                {
                    one.SourceId,
                    one.PersonId,
                    one.Kind,
                })
                .IsUnique()
                .HasFilter("reverses_id IS NULL")
                .HasDatabaseName("ux_performance_entry_counts_once");
            entry.HasIndex(one => one.ReversesId).IsUnique().HasDatabaseName("ux_performance_entry_reversed_once");
            entry.HasIndex(one => new { one.BranchId, one.Day });
            entry.HasIndex(one => new { one.PersonId, one.Day });
            entry.HasOne<PerformanceEntry>().WithMany().HasForeignKey(one => one.ReversesId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Earned>(earned =>
        {
            earned.Property(one => one.Value).HasPrecision(14, 4);
            earned.Property(one => one.Currency).HasMaxLength(3);
            earned.Property(one => one.SourceKind).HasMaxLength(40);
            earned
                .HasIndex(one => new
                {
                    one.SourceId,
                    one.PersonId,
                    one.Kind,
                })
                .IsUnique()
                .HasFilter("reverses_id IS NULL")
                .HasDatabaseName("ux_earned_counts_once");
            earned.HasIndex(one => one.ReversesId).IsUnique().HasDatabaseName("ux_earned_reversed_once");
            earned.HasIndex(one => one.BranchId);
        });
        model.Entity<AccompaniedVisit>(visit =>
        {
            visit.ComplexProperty(one => one.Ended);
            visit.ComplexProperty(one => one.Reported);
            visit.ComplexProperty(
                one => one.Fee,
                fee =>
                {
                    fee.Property(one => one!.Amount).HasPrecision(14, 2);
                    fee.Property(one => one!.Currency).HasMaxLength(3);
                }
            );
            visit.HasIndex(one => one.BranchId).HasFilter("NOT counted").HasDatabaseName("ix_accompanied_visit_held");
        });
        model.Entity<Referral>(referral =>
        {
            // The key is the referral: it is credited once, whatever arrives however often.
            referral.HasIndex(one => one.EngagementId);
            referral.HasIndex(one => one.BranchId).HasFilter("NOT credited").HasDatabaseName("ix_referral_held");
        });
        model.Entity<ComplaintNote>(note =>
        {
            note.ComplexProperty(one => one.Filed);
            note.ComplexProperty(one => one.Found, found => found.Property(one => one!.CauseCode).HasMaxLength(80));
            note.ComplexProperty(one => one.Closed);
            note.ComplexProperty(one => one.Overturned, overturned => overturned.Property(one => one!.ReasonCode).HasMaxLength(80));
            note.HasIndex(one => one.BranchId).HasFilter("standing = 'Open'").HasDatabaseName("ix_complaint_note_open");
        });
        model.Entity<ComplaintMark>(mark =>
        {
            mark.HasKey(one => new { one.ComplaintId, one.PersonId });
            mark.HasOne<ComplaintNote>().WithMany().HasForeignKey(one => one.ComplaintId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<DisciplineCase>(one =>
        {
            one.Property(entry => entry.RuleCode).HasMaxLength(80);
            one.Property(entry => entry.Account).HasMaxLength(2000);
            one.Property(entry => entry.Statement).HasMaxLength(4000);
            one.Property(entry => entry.DecisionReason).HasMaxLength(1000);
            one.Property(entry => entry.Amount).HasPrecision(14, 2);
            one.Property(entry => entry.Currency).HasMaxLength(3);
            one.Property(entry => entry.TopicCode).HasMaxLength(80);
            one.Property(entry => entry.DropCode).HasMaxLength(40);
            one.Property(entry => entry.DropReason).HasMaxLength(1000);
            // One matter opens one case against a person, whoever opens it and however often it is told.
            one.HasIndex(entry => new
                {
                    entry.PersonId,
                    entry.Source,
                    entry.SourceId,
                })
                .IsUnique()
                .HasDatabaseName("ux_discipline_case_of_source");
            one.HasIndex(entry => new { entry.BranchId, entry.State });
            one.HasIndex(entry => entry.ComplaintId);
        });
        PayTables.Shape(model);
    }

    /// <summary>
    /// A branch as we know it. Looked at a second time with everyone else held: a branch that is being opened at this moment would
    /// miss what waits for it.
    /// </summary>
    internal async Task<Branch?> KnownBranch(Guid id, CancellationToken stop)
    {
        if (await Branches.FindAsync([id], stop) is { } known)
            return known;
        await LockSubject(id, stop);
        return await Branches.FindAsync([id], stop);
    }
}
