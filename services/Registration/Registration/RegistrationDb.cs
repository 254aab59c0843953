using Clinic.Registration.Appointments;
using Clinic.Registration.ClientRecords;
using Clinic.Registration.ClientRecords.Campaigns;
using Clinic.Registration.ClientRecords.Charts;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.ComplaintFlags;
using Clinic.Registration.ClientRecords.Concerns;
using Clinic.Registration.ClientRecords.Consents;
using Clinic.Registration.ClientRecords.FrontPages;
using Clinic.Registration.ClientRecords.Members;
using Clinic.Registration.Premises;
using Clinic.Registration.Premises.Absences;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Premises.DoctorAvailability;
using Clinic.Registration.Premises.Rosters;
using Clinic.Registration.Premises.Staff;
using Clinic.Registration.Reports;
using Clinic.Registration.Reports.Closings;
using Clinic.Registration.Visits;
using Clinic.Registration.Visits.Arrivals;
using Clinic.Registration.Visits.Consultation;
using Clinic.Registration.Visits.Reception;
using Clinic.Registration.Visits.Triage;
using Clinic.Registration.Visits.Waiting;
using Clinic.Registration.WholeRecord;
using Clinic.Registration.WholeRecord.Merging;
using Clinic.Registration.WholeRecord.Rounds;

namespace Clinic.Registration;

/// <summary>Registration's own database, area by area. The constraints that carry rules stand with the tables of each area.</summary>
public sealed class RegistrationDb(DbContextOptions<RegistrationDb> options) : ServiceDb(options)
{
    internal DbSet<Branch> Branches => Set<Branch>();
    internal DbSet<BranchCalendar> Calendars => Set<BranchCalendar>();
    internal DbSet<Department> Departments => Set<Department>();
    internal DbSet<Doctor> Doctors => Set<Doctor>();
    internal DbSet<TriageBook> TriageBooks => Set<TriageBook>();
    internal DbSet<Place> Places => Set<Place>();
    internal DbSet<DirectoryChange> DirectoryChanges => Set<DirectoryChange>();
    internal DbSet<StaffMember> Staff => Set<StaffMember>();
    internal DbSet<StaffCertificate> StaffCertificates => Set<StaffCertificate>();
    internal DbSet<Absence> Absences => Set<Absence>();
    internal DbSet<Roster> Rosters => Set<Roster>();
    internal DbSet<Shift> Shifts => Set<Shift>();
    internal DbSet<CoverageGap> CoverageGaps => Set<CoverageGap>();
    internal DbSet<StatusBoard> StatusBoards => Set<StatusBoard>();
    internal DbSet<BoardLine> BoardLines => Set<BoardLine>();
    internal DbSet<FloorReport> FloorReports => Set<FloorReport>();
    internal DbSet<BoardReading> BoardReadings => Set<BoardReading>();
    internal DbSet<BoardChange> BoardChanges => Set<BoardChange>();

    internal DbSet<Client> Clients => Set<Client>();
    internal DbSet<VisitCard> VisitCards => Set<VisitCard>();
    internal DbSet<ToldApart> ToldApart => Set<ToldApart>();
    internal DbSet<StartedPage> StartedPages => Set<StartedPage>();
    internal DbSet<ChartError> ChartErrors => Set<ChartError>();
    internal DbSet<ClientConsent> Consents => Set<ClientConsent>();
    internal DbSet<Disclosure> Disclosures => Set<Disclosure>();
    internal DbSet<MemberLevel> MemberLevels => Set<MemberLevel>();
    internal DbSet<Member> Members => Set<Member>();
    internal DbSet<Campaign> Campaigns => Set<Campaign>();
    internal DbSet<CampaignTarget> CampaignTargets => Set<CampaignTarget>();
    internal DbSet<ComplaintFlag> ComplaintFlags => Set<ComplaintFlag>();
    internal DbSet<ClientConcern> ClientConcerns => Set<ClientConcern>();

    internal DbSet<Appointment> Appointments => Set<Appointment>();
    internal DbSet<AppointmentStep> AppointmentSteps => Set<AppointmentStep>();
    internal DbSet<CancelledEngagement> CancelledEngagements => Set<CancelledEngagement>();

    internal DbSet<Arrival> Arrivals => Set<Arrival>();
    internal DbSet<HandOff> HandOffs => Set<HandOff>();
    internal DbSet<Excuse> Excuses => Set<Excuse>();
    internal DbSet<Preparation> Preparations => Set<Preparation>();
    internal DbSet<Visit> Visits => Set<Visit>();
    internal DbSet<IdentityCheck> IdentityChecks => Set<IdentityCheck>();
    internal DbSet<Charge> Charges => Set<Charge>();
    internal DbSet<ChartMove> ChartMoves => Set<ChartMove>();
    internal DbSet<ChartEntry> ChartEntries => Set<ChartEntry>();
    internal DbSet<InformedConsent> InformedConsents => Set<InformedConsent>();
    internal DbSet<TreatmentStep> TreatmentSteps => Set<TreatmentStep>();
    internal DbSet<Diagnosis> Diagnoses => Set<Diagnosis>();
    internal DbSet<ItemsReturned> ItemsReturned => Set<ItemsReturned>();
    internal DbSet<TriageDecision> TriageDecisions => Set<TriageDecision>();
    internal DbSet<TriageEntry> TriageEntries => Set<TriageEntry>();
    internal DbSet<TriageBalance> TriageBalances => Set<TriageBalance>();
    internal DbSet<QueueJump> QueueJumps => Set<QueueJump>();
    internal DbSet<WaitingCare> WaitingCares => Set<WaitingCare>();
    internal DbSet<AreaCheck> AreaChecks => Set<AreaCheck>();
    internal DbSet<Shortage> Shortages => Set<Shortage>();

    internal DbSet<ClientMerge> ClientMerges => Set<ClientMerge>();
    internal DbSet<MergeMove> MergeMoves => Set<MergeMove>();

    internal DbSet<RecordClosing> RecordClosings => Set<RecordClosing>();

    protected override void Shape(ModelBuilder model)
    {
        PremisesTables.Shape(model);
        ClientRecordTables.Shape(model);
        AppointmentTables.Shape(model);
        VisitTables.Shape(model);
        WholeRecordTables.Shape(model);
        ReportTables.Shape(model);
    }

    protected override async Task KeepWorkList(CancellationToken stop)
    {
        await CoverageWork.Keep(this, stop);
        ChartWork.Keep(this);
        FrontPageWork.Keep(this);
        await AppointmentWork.Keep(this, stop);
        await VisitWork.Keep(this, stop);
        ArrivalWork.Keep(this);
        ShortageWork.Keep(this);
        await WorkOfBefore.Keep(this, Now, stop);
    }

    protected override IReadOnlyList<OpenNouns> NounsWithWork() =>
        [
            CoverageWork.Open(this, Now),
            ChartWork.Open(this),
            FrontPageWork.Open(this),
            AppointmentWork.Open(this),
            ShortageWork.Open(this),
            .. WorkOfBefore.Open(this, Now),
        ];
}
