using Clinic.Escort.Branches;
using Clinic.Escort.Clients;
using Clinic.Escort.Engagements;
using Clinic.Escort.Escorts;
using Clinic.Escort.EscortStatus;

namespace Clinic.Escort;

/// <summary>Escort's own database, area by area. The constraints that carry rules stand with the tables of each area.</summary>
public sealed class EscortDb(DbContextOptions<EscortDb> options) : ServiceDb(options)
{
    internal DbSet<Branch> Branches => Set<Branch>();
    internal DbSet<KnownClient> Clients => Set<KnownClient>();
    internal DbSet<ClientVisit> Visits => Set<ClientVisit>();
    internal DbSet<Referral> Referrals => Set<Referral>();

    internal DbSet<EscortProfile> Profiles => Set<EscortProfile>();
    internal DbSet<Suspension> Suspensions => Set<Suspension>();
    internal DbSet<OverturnedComplaint> OverturnedComplaints => Set<OverturnedComplaint>();

    internal DbSet<HeardVerdict> Verdicts => Set<HeardVerdict>();
    internal DbSet<CaseOutcome> CaseOutcomes => Set<CaseOutcome>();
    internal DbSet<Reinstatement> Reinstatements => Set<Reinstatement>();
    internal DbSet<HeldCertificate> Certificates => Set<HeldCertificate>();
    internal DbSet<KnownLeave> Leaves => Set<KnownLeave>();
    internal DbSet<EscortRating> Ratings => Set<EscortRating>();
    internal DbSet<KnownComplaint> Complaints => Set<KnownComplaint>();
    internal DbSet<Engagement> Engagements => Set<Engagement>();
    internal DbSet<FilePage> Pages => Set<FilePage>();
    internal DbSet<AssignmentEntry> Assignments => Set<AssignmentEntry>();
    internal DbSet<Appointment> Appointments => Set<Appointment>();
    internal DbSet<ServiceStep> Steps => Set<ServiceStep>();
    internal DbSet<ServiceNote> Notes => Set<ServiceNote>();
    internal DbSet<ServiceAlert> Alerts => Set<ServiceAlert>();

    protected override void Shape(ModelBuilder model)
    {
        BranchTables.Shape(model);
        ClientTables.Shape(model);
        ProfileTables.Shape(model);
        EngagementTables.Shape(model);
    }

    protected override async Task KeepWorkList(CancellationToken stop)
    {
        await EngagementWork.Keep(this, stop);
        await AlertWork.Keep(this, stop);
        SuspensionWork.Keep(this);
    }

    protected override IReadOnlyList<OpenNouns> NounsWithWork() =>
        [EngagementWork.Open(this), AlertWork.Open(this), SuspensionWork.Open(this)];
}
