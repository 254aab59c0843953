using Clinic.Payroll.Branches;
using Clinic.Payroll.Complaints;
using Clinic.Payroll.Departures;
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
    internal DbSet<Branch> Branches => Set<Branch>();
    internal DbSet<Employee> Employees => Set<Employee>();
    internal DbSet<PostChange> PostChanges => Set<PostChange>();
    internal DbSet<PayTerm> PayTerms => Set<PayTerm>();
    internal DbSet<Agreement> Agreements => Set<Agreement>();
    internal DbSet<Departure> Departures => Set<Departure>();
    internal DbSet<EmploymentCorrection> EmploymentCorrections => Set<EmploymentCorrection>();
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
    internal DbSet<AssessmentChange> AssessmentChanges => Set<AssessmentChange>();
    internal DbSet<GradeLine> GradeLines => Set<GradeLine>();
    internal DbSet<PayRun> PayRuns => Set<PayRun>();
    internal DbSet<PayCalculation> PayCalculations => Set<PayCalculation>();
    internal DbSet<PayLock> PayLocks => Set<PayLock>();
    internal DbSet<PayInput> PayInputs => Set<PayInput>();
    internal DbSet<PayClaim> PayClaims => Set<PayClaim>();
    internal DbSet<PayClaimEntry> PayClaimEntries => Set<PayClaimEntry>();
    internal DbSet<Payslip> Payslips => Set<Payslip>();
    internal DbSet<PayslipLine> PayslipLines => Set<PayslipLine>();

    protected override void Shape(ModelBuilder model)
    {
        BranchTables.Shape(model);
        EmployeeTables.Shape(model);
        LeaveTables.Shape(model);
        WorkloadTables.Shape(model);
        ComplaintTables.Shape(model);
        PerformanceTables.Shape(model);
        DisciplineTables.Shape(model);
        PayTables.Shape(model);
        DepartureTables.Shape(model);
    }

    protected override async Task KeepWorkList(CancellationToken stop)
    {
        await HeldWork.Keep(this, stop);
        await CaseWork.Keep(this, stop);
        await PayWork.Keep(this, stop);
        await ConsequenceWork.Keep(this, stop);
    }

    protected override IReadOnlyList<OpenNouns> NounsWithWork() => [.. HeldWork.Open(this), CaseWork.Open(this), .. PayWork.Open(this)];
}
