using Clinic.Payroll.Employees;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// The tables of grades and pay, with the constraints that carry rules: one run per branch and month, one lock per run, and each
/// line of a ledger taken in by one locked run. All are append-only, so that the login can change nothing that was written.
/// </summary>
static class PayTables
{
    internal const string GradeLineOnce = "pk_grade_line",
        PayLockOnce = "pk_pay_lock",
        PayInputOnce = "pk_pay_input",
        RunOfMonth = "ux_pay_run_one_per_month";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<GradeLine>(line =>
        {
            line.HasKey(gradeLine => new
            {
                gradeLine.BranchId,
                gradeLine.Grade,
                gradeLine.Number,
            });
            line.Property(gradeLine => gradeLine.Grade).HasMaxLength(3);
            line.ComplexProperty(gradeLine => gradeLine.BasePay);
            line.ComplexProperty(gradeLine => gradeLine.Performance);
        });
        model.Entity<PayRun>(run => run.HasIndex(payRun => new { payRun.BranchId, payRun.Month }).IsUnique().HasDatabaseName(RunOfMonth));
        model.Entity<PayCalculation>(calculation =>
        {
            calculation.HasKey(payCalculation => new { payCalculation.PayRunId, payCalculation.Number });
            calculation.Property(payCalculation => payCalculation.Measures).HasColumnType("jsonb");
            calculation.Property(payCalculation => payCalculation.Hash).HasMaxLength(64);
            calculation
                .HasOne<PayRun>()
                .WithMany()
                .HasForeignKey(payCalculation => payCalculation.PayRunId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayLock>(done =>
        {
            done.HasKey(payLock => payLock.PayRunId);
            done.HasOne<PayCalculation>()
                .WithMany()
                .HasForeignKey(payLock => new { payLock.PayRunId, payLock.Number })
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayInput>(input =>
        {
            input.HasKey(payInput => payInput.InputId);
            input.HasOne<PayLock>().WithMany().HasForeignKey(payInput => payInput.PayRunId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Payslip>(slip =>
        {
            slip.Property(payslip => payslip.Terms).HasColumnType("jsonb");
            slip.ComplexProperty(payslip => payslip.Net);
            slip.HasIndex(payslip => new
                {
                    payslip.PayRunId,
                    payslip.Number,
                    payslip.PersonId,
                })
                .IsUnique()
                .HasDatabaseName("ux_payslip_one_per_person");
            slip.HasIndex(payslip => payslip.PersonId);
            slip.HasOne<PayCalculation>()
                .WithMany()
                .HasForeignKey(payslip => new { payslip.PayRunId, payslip.Number })
                .OnDelete(DeleteBehavior.Restrict);
            slip.HasOne<Employee>().WithMany().HasForeignKey(payslip => payslip.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayslipLine>(line =>
        {
            line.HasKey(payslipLine => new { payslipLine.PayslipId, payslipLine.Position });
            line.Property(payslipLine => payslipLine.Figures).HasColumnType("jsonb");
            line.ComplexProperty(payslipLine => payslipLine.Amount);
            line.HasIndex(payslipLine => new { payslipLine.PersonId, payslipLine.ForMonth });
            line.HasIndex(payslipLine => new { payslipLine.PayRunId, payslipLine.Number });
            line.HasOne<Payslip>().WithMany().HasForeignKey(payslipLine => payslipLine.PayslipId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    /// <summary>The calculation of a run that counts: the locked one, else the latest.</summary>
    public static Task<PayCalculation?> CountingCalculation(this PayrollDb db, Guid run, CancellationToken stop) =>
        db
            .PayCalculations.AsNoTracking()
            .Where(payCalculation => payCalculation.PayRunId == run)
            .OrderByDescending(payCalculation => db.PayLocks.Any(done => done.PayRunId == run && done.Number == payCalculation.Number))
            .ThenByDescending(payCalculation => payCalculation.Number)
            .FirstOrDefaultAsync(stop);
}
