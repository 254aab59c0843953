using Clinic.Payroll.Employees;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.PayRuns;

/// <summary>
/// The tables of grades and pay, with the constraints that carry rules: one run per branch and month, one lock per run, and each
/// line of a ledger taken in by one locked run. All are append-only, so that the login can change nothing that was written.
/// </summary>
static class PayTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<GradeLine>(line =>
        {
            line.HasKey(one => new
            {
                one.BranchId,
                one.Grade,
                one.Number,
            });
            line.Property(one => one.Grade).HasMaxLength(3);
            line.ComplexProperty(one => one.BasePay, pay => pay.Property(money => money.Currency).HasMaxLength(3));
            line.ComplexProperty(one => one.Performance, pay => pay.Property(money => money.Currency).HasMaxLength(3));
        });
        model.Entity<PayRun>(run =>
            run.HasIndex(one => new { one.BranchId, one.Month }).IsUnique().HasDatabaseName("ux_pay_run_one_per_month")
        );
        model.Entity<PayCalculation>(calculation =>
        {
            calculation.HasKey(one => new { one.PayRunId, one.Number });
            calculation.Property(one => one.Measures).HasColumnType("jsonb");
            calculation.Property(one => one.Hash).HasMaxLength(64);
            calculation.HasOne<PayRun>().WithMany().HasForeignKey(one => one.PayRunId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayLock>(done =>
        {
            done.HasKey(one => one.PayRunId);
            done.HasOne<PayCalculation>()
                .WithMany()
                .HasForeignKey(one => new { one.PayRunId, one.Number })
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayInput>(input =>
        {
            input.HasKey(one => one.InputId);
            input.HasOne<PayLock>().WithMany().HasForeignKey(one => one.PayRunId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Payslip>(slip =>
        {
            slip.Property(one => one.Terms).HasColumnType("jsonb");
            slip.ComplexProperty(one => one.Net, pay => pay.Property(money => money.Currency).HasMaxLength(3));
            slip.HasIndex(one => new
                {
                    one.PayRunId,
                    one.Number,
                    one.PersonId,
                })
                .IsUnique()
                .HasDatabaseName("ux_payslip_one_per_person");
            slip.HasIndex(one => one.PersonId);
            slip.HasOne<PayCalculation>()
                .WithMany()
                .HasForeignKey(one => new { one.PayRunId, one.Number })
                .OnDelete(DeleteBehavior.Restrict);
            slip.HasOne<Employee>().WithMany().HasForeignKey(one => one.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PayslipLine>(line =>
        {
            line.HasKey(one => new { one.PayslipId, one.Position });
            line.Property(one => one.Figures).HasColumnType("jsonb");
            line.ComplexProperty(one => one.Amount, pay => pay.Property(money => money.Currency).HasMaxLength(3));
            line.HasIndex(one => new { one.PersonId, one.ForMonth });
            line.HasIndex(one => new { one.PayRunId, one.Number });
            line.HasOne<Payslip>().WithMany().HasForeignKey(one => one.PayslipId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    /// <summary>The calculation of a run that counts: the locked one, else the latest.</summary>
    public static Task<PayCalculation?> LatestOf(this PayrollDb db, Guid run, CancellationToken stop) =>
        db
            .PayCalculations.AsNoTracking()
            .Where(one => one.PayRunId == run)
            .OrderByDescending(one => db.PayLocks.Any(done => done.PayRunId == run && done.Number == one.Number))
            .ThenByDescending(one => one.Number)
            .FirstOrDefaultAsync(stop);
}
