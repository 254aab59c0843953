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
            employee.Property(candidate => candidate.Name).HasMaxLength(80);
            employee.Property(candidate => candidate.Mobile).HasMaxLength(20);
            employee.Property(candidate => candidate.LeavingReason).HasMaxLength(40);
            employee.HasIndex(candidate => new { candidate.BranchId, candidate.Post });
            employee.HasOne<Employee>().WithMany().HasForeignKey(candidate => candidate.SupervisorId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PostChange>(change =>
        {
            change.HasKey(postChange => new { postChange.EmployeeId, postChange.Number });
            change.Property(postChange => postChange.Reason).HasMaxLength(500);
            change.HasOne<Employee>().WithMany().HasForeignKey(postChange => postChange.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayTerm>(term =>
        {
            term.HasKey(payTerm => new { payTerm.EmployeeId, payTerm.Number });
            term.ComplexProperty(payTerm => payTerm.BasePay, pay => pay.Property(money => money.Currency).HasMaxLength(3));
            term.Property(payTerm => payTerm.BaseGrade).HasMaxLength(3);
            term.Property(payTerm => payTerm.Reason).HasMaxLength(500);
            term.HasOne<Employee>().WithMany().HasForeignKey(payTerm => payTerm.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Agreement>(agreement =>
        {
            agreement.HasKey(candidate => new { candidate.EmployeeId, candidate.DocumentVersion });
            agreement.Property(candidate => candidate.DocumentVersion).HasMaxLength(32);
            agreement.HasOne<Employee>().WithMany().HasForeignKey(candidate => candidate.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Leave>(leave =>
        {
            leave.Property(candidate => candidate.Reason).HasMaxLength(500);
            leave.Property(candidate => candidate.CancelReason).HasMaxLength(500);
            leave.HasIndex(candidate => candidate.BranchId);
            leave.HasOne<Employee>().WithMany().HasForeignKey(candidate => candidate.PersonId).OnDelete(DeleteBehavior.Restrict);
        });

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
        model.Entity<PerformanceEntry>(entry =>
        {
            entry.Property(performanceEntry => performanceEntry.Value).HasPrecision(14, 4);
            entry.Property(performanceEntry => performanceEntry.Currency).HasMaxLength(3);
            entry.Property(performanceEntry => performanceEntry.SourceKind).HasMaxLength(40);
            // One source counts once for a person and kind, and is taken back once, whatever arrives however often.
            entry
                .HasIndex(performanceEntry => new
                {
                    performanceEntry.SourceId,
                    performanceEntry.PersonId,
                    performanceEntry.Kind,
                })
                .IsUnique()
                .HasFilter("reverses_id IS NULL")
                .HasDatabaseName("ux_performance_entry_counts_once");
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
        model.Entity<DisciplineCase>(disciplineCase =>
        {
            disciplineCase.Property(entry => entry.RuleCode).HasMaxLength(80);
            disciplineCase.Property(entry => entry.Account).HasMaxLength(2000);
            disciplineCase.Property(entry => entry.Statement).HasMaxLength(4000);
            disciplineCase.Property(entry => entry.DecisionReason).HasMaxLength(1000);
            disciplineCase.Property(entry => entry.Amount).HasPrecision(14, 2);
            disciplineCase.Property(entry => entry.Currency).HasMaxLength(3);
            disciplineCase.Property(entry => entry.TopicCode).HasMaxLength(80);
            disciplineCase.Property(entry => entry.DropCode).HasMaxLength(40);
            disciplineCase.Property(entry => entry.DropReason).HasMaxLength(1000);
            // One matter opens one case against a person, whoever opens it and however often it is told.
            disciplineCase
                .HasIndex(entry => new
                {
                    entry.PersonId,
                    entry.Source,
                    entry.SourceId,
                })
                .IsUnique()
                .HasDatabaseName("ux_discipline_case_of_source");
            disciplineCase.HasIndex(entry => new { entry.BranchId, entry.State });
            disciplineCase.HasIndex(entry => entry.ComplaintId);
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
