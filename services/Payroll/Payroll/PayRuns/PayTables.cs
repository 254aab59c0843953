using Clinic.Payroll.Employees;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// The tables of grades and pay, with the constraints that carry rules: one run per branch and month, one lock per run, locks in order,
/// each line of a ledger taken in by one locked run, and no claim settled beyond its amount. All are append-only, so that the login can
/// change nothing that was written.
/// </summary>
static class PayTables
{
    internal const string GradeLineOnce = "pk_grade_line",
        PayLockOnce = "pk_pay_lock",
        PayLockInOrder = "ux_pay_lock_in_order",
        PayInputOnce = "pk_pay_input",
        ClaimEntryOnce = "pk_pay_claim_entry",
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
            done.HasIndex(payLock => new { payLock.BranchId, payLock.Position }).IsUnique().HasDatabaseName(PayLockInOrder);
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
        model.Entity<PayClaim>(claim =>
        {
            claim.ComplexProperty(payClaim => payClaim.Amount);
            claim.HasIndex(payClaim => payClaim.PersonId);
            claim.HasIndex(payClaim => new { payClaim.BranchId, payClaim.Month });
            claim.HasOne<Payslip>().WithOne().HasForeignKey<PayClaim>(payClaim => payClaim.Id).OnDelete(DeleteBehavior.Restrict);
            claim.ToTable(table => table.HasCheckConstraint("ck_pay_claim_is_owed", "amount > 0"));
        });
        model.Entity<PayClaimEntry>(entry =>
        {
            entry.HasKey(claimEntry => new { claimEntry.ClaimId, claimEntry.Number });
            entry.ComplexProperty(claimEntry => claimEntry.Settled);
            entry.Property(claimEntry => claimEntry.Open).HasPrecision(14, 2);
            entry.HasOne<PayClaim>().WithMany().HasForeignKey(claimEntry => claimEntry.ClaimId).OnDelete(DeleteBehavior.Restrict);
            entry.HasOne<PayLock>().WithMany().HasForeignKey(claimEntry => claimEntry.PayRunId).OnDelete(DeleteBehavior.Restrict);
            entry.ToTable(table =>
            {
                table.HasCheckConstraint(
                    "ck_pay_claim_entry_settles",
                    "(withdrawn_by IS NULL AND settled_amount > 0 AND open >= 0) "
                        + "OR (withdrawn_by IS NOT NULL AND settled_amount < 0 AND open = -settled_amount)"
                );
                table.HasCheckConstraint(
                    "ck_pay_claim_entry_of_run_or_waiver",
                    "(waived_by IS NULL) = (waiver_reason IS NULL) AND (withdrawn_by IS NULL) = (withdrawal_reason IS NULL) "
                        + "AND num_nonnulls(pay_run_id, waived_by, withdrawn_by) = 1 AND (waived_by IS NULL OR open = 0)"
                );
            });
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
