using Clinic.Feedback.Clients;
using Clinic.Feedback.Complaints;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Improvements;
using Clinic.Feedback.Issues;
using Clinic.Feedback.Staff;
using Clinic.Feedback.Surveys;

namespace Clinic.Feedback;

/// <summary>Feedback's own database, with the constraints that carry rules by name.</summary>
public sealed class FeedbackDb(DbContextOptions<FeedbackDb> options) : ServiceDb(options)
{
    internal DbSet<StaffMember> Staff => Set<StaffMember>();
    internal DbSet<Branch> Branches => Set<Branch>();
    internal DbSet<ClientWish> ClientWishes => Set<ClientWish>();
    internal DbSet<MergedClient> MergedClients => Set<MergedClient>();
    internal DbSet<Complaint> Complaints => Set<Complaint>();
    internal DbSet<ComplaintStep> ComplaintSteps => Set<ComplaintStep>();
    internal DbSet<ComplaintRound> ComplaintRounds => Set<ComplaintRound>();
    internal DbSet<ComplaintNotice> ComplaintNotices => Set<ComplaintNotice>();
    internal DbSet<ImprovementAction> ImprovementActions => Set<ImprovementAction>();
    internal DbSet<HeldTraining> HeldTrainings => Set<HeldTraining>();
    internal DbSet<FollowUp> FollowUps => Set<FollowUp>();
    internal DbSet<VoidedVisit> VoidedVisits => Set<VoidedVisit>();
    internal DbSet<FollowUpAttempt> FollowUpAttempts => Set<FollowUpAttempt>();
    internal DbSet<PatientIssue> PatientIssues => Set<PatientIssue>();
    internal DbSet<IssueStep> IssueSteps => Set<IssueStep>();
    internal DbSet<SurveyInvitation> SurveyInvitations => Set<SurveyInvitation>();
    internal DbSet<SurveyLink> SurveyLinks => Set<SurveyLink>();
    internal DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();

    protected override void Shape(ModelBuilder model)
    {
        StaffTables.Shape(model);
        ClientTables.Shape(model);
        IssueTables.Shape(model);
        SurveyTables.Shape(model);
        ImprovementTables.Shape(model);
        FollowUpTables.Shape(model);
        ComplaintTables.Shape(model);
    }

    protected override async Task KeepWorkList(CancellationToken stop)
    {
        await IssueWork.Keep(this, stop);
        await SurveyWork.Keep(this, stop);
        FollowUpWork.Keep(this);
        await ComplaintWork.Keep(this, stop);
    }

    protected override IReadOnlyList<OpenNouns> NounsWithWork() =>
        [IssueWork.Open(this), SurveyWork.Open(this), FollowUpWork.Open(this), ComplaintWork.Open(this)];
}
