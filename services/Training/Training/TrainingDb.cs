using Clinic.Training.Assessments;
using Clinic.Training.Certificates;
using Clinic.Training.Complaints;
using Clinic.Training.Onboarding;
using Clinic.Training.Sessions;
using Clinic.Training.Staff;

namespace Clinic.Training;

/// <summary>
/// Training's own database, with the constraints that carry rules by name. Whoever needs several subjects alone holds complaints
/// before people, and each kind in the order of ids.
/// </summary>
public sealed class TrainingDb(DbContextOptions<TrainingDb> options) : ServiceDb(options)
{
    internal DbSet<Branch> Branches => Set<Branch>();
    internal DbSet<TrainingFile> Files => Set<TrainingFile>();
    internal DbSet<OnboardingPlan> Plans => Set<OnboardingPlan>();
    internal DbSet<TrainingSession> Sessions => Set<TrainingSession>();
    internal DbSet<Attendance> Attendances => Set<Attendance>();
    internal DbSet<Assessment> Assessments => Set<Assessment>();
    internal DbSet<AssessmentCorrection> Corrections => Set<AssessmentCorrection>();
    internal DbSet<FailureSeries> Series => Set<FailureSeries>();
    internal DbSet<DecidedCase> DecidedCases => Set<DecidedCase>();
    internal DbSet<Rating> Ratings => Set<Rating>();
    internal DbSet<ComplaintCause> Complaints => Set<ComplaintCause>();
    internal DbSet<Certificate> Certificates => Set<Certificate>();
    internal DbSet<CertificateWithdrawal> CertificateWithdrawals => Set<CertificateWithdrawal>();

    protected override void Shape(ModelBuilder model)
    {
        StaffTables.Shape(model);
        OnboardingTables.Shape(model);
        SessionTables.Shape(model);
        AssessmentTables.Shape(model);
        ComplaintTables.Shape(model);
        CertificateTables.Shape(model);
    }

    protected override async Task KeepWorkList(CancellationToken stop)
    {
        await SessionWork.Keep(this, stop);
        await AssessmentWork.Keep(this, stop);
        await CertificateWork.Keep(this, stop);
    }

    protected override IReadOnlyList<OpenNouns> NounsWithWork() =>
        [SessionWork.Open(this), AssessmentWork.Open(this), .. CertificateWork.Open(this)];
}
